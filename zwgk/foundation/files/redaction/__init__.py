"""Redaction 涂黑: what must not be given away is burnt out of a PDF or a picture, and the result is read again. No database.

    pages(data, name)            how many pages the file has, and which of them carry no text
    picture(data, name, page)    one page as it is shown, as a PNG
    find(data, name, words)      the places of the words, all occurrences, over line ends too
    propose(data, name)          identity numbers, phones … that the screening finds, as words
    redact(data, name, boxes)    the new file; Conflict when the result does not stand the check

A box is a share of the page as it is shown, so it does not depend on resolution, rotation or the origin of the page.
Path of a PDF: boxes → touched pages become pictures with black boxes → a page that shares anything with a touched page, or carries
more than its own content, becomes a picture too → the rest is taken over → the result is rendered and read again (`check`).
"""

from __future__ import annotations

from .boxes import Box, Redacted
from .front import find, pages, picture, propose, redact

__all__ = ["Box", "Redacted", "find", "pages", "picture", "propose", "redact"]
