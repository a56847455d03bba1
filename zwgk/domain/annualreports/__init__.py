"""The annual report (政府信息公开工作年度报告), read from anywhere and held against its own arithmetic.

    from_json(data, forms)        the JSON of a report, in any of the spellings seen
    from_document(document, forms)  an HTML page, a .docx, a PDF, plain text: tables where there are some, else the running text
    check(report, form, …)        every check that fails, with its cells and its arithmetic
    printed(form, report)         the tables as printed, every cell with its spans
    as_json(report, form)         the report as other programs read it; `from_json` reads it back

The form is data: `zwgk/law/forms/annualreport`. Path of a report: labels (which row) → numbers (what it says) →
tables | running text | JSON → Report → sums, years, narrative → Violation. Pure: no Django, no files.
"""

from .as_json import as_json
from .checks import check
from .layout import Box, printed
from .model import Report, Value, Violation, shown
from .reading import from_document, from_json
from .sections import sections

__all__ = ["Box", "Report", "Value", "Violation", "as_json", "check", "from_document", "from_json", "printed", "sections", "shown"]
