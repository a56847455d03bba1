"""Readers: bytes of any office format in, `zwgk.domain.documents.Extracted` out. No Django, no database.

    extract(data, filename)  read a file; BadInput says what is wrong with it and how to mend it
    whole(data, filename)    for the screening: shown, hidden, and what lies inside
    concealed(data, filename)  what it carries but does not show: hidden sheets, comments, deleted words
    as_shown(data)           a .docx without its hidden words
    as_printed(data, filename)  any Word format as .docx with what is printed, numbers written out
    lines(data, filename)    a workbook as lines of values, for thousands of rows
    sniff(data, filename)    what the file really is, by content
    pdfs(documents)          our own finished .docx or .xlsx as PDFs, in one run of LibreOffice
    available()              which optional programs this machine has (LibreOffice, tesseract)

Path of a file: kinds (what is it) → one reader per format → checks common to all (text, cells) → notes.
"""

from __future__ import annotations

from .front import as_printed, as_shown, available, concealed, extract, refuse_hollow, whole
from .kinds import Kind, sniff
from .lines import Lines, lines
from .office import as_xlsx, pdfs

__all__ = ["Kind", "Lines", "as_printed", "as_shown", "as_xlsx", "available", "concealed", "extract", "lines", "pdfs", "refuse_hollow", "sniff", "whole"]
