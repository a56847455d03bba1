"""The words of published attachments, for the search."""

from __future__ import annotations

import logging

from zwgk.domain.documents import Extracted, Paragraph
from zwgk.domain.errors import Refusal
from zwgk.foundation.files import queries as files
from zwgk.foundation.files.readers import extract

from .models import PublishedFile

log = logging.getLogger(__name__)


def texts(publication_id: int) -> list[tuple[str, str]]:
    """Name and words of each attachment that can be read, as the public sees them."""
    found = PublishedFile.objects.filter(publication_id=publication_id).select_related("file")
    return [(each.title, words) for each in found if (words := _words(each))]


def _words(each: PublishedFile) -> str:
    try:
        return plain(extract(files.content(each.file), each.file.name))
    except (Refusal, OSError) as problem:
        log.info("附件《%s》没有读出文字：%s", each.title, problem)
        return ""


def plain(read: Extracted) -> str:
    """Paragraphs and cells, one after the other."""
    lines = [block.text if isinstance(block, Paragraph) else " ".join(cell.text for cell in block.cells) for block in read.blocks]
    return "\n".join(line for line in lines if line.strip())
