"""网页: one HTML page (or its saved text) against 国办发〔2017〕47号 and what inspectors look for. Any page, ours or not.

`read(data, url)` → Page: tags, title, breadcrumb, links, images, lines of text, each with its place in the source.
`check(page, …)` → Faults: id of a rule of law/inspections, what is wrong, where it stands. Never raises for what a page contains.
"""

from .checking import Fault, apart, check
from .model import Kind, Link, Page
from .reading import decoded, read, read_text

__all__ = ["Fault", "Kind", "Link", "Page", "apart", "check", "decoded", "read", "read_text"]
