"""Reserved letters → their two files, outside any transaction. With a template of the county the .pdf is made from the .docx."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from zwgk.domain.errors import Conflict
from zwgk.foundation.files import queries as stored
from zwgk.foundation.files import readers

from . import docx_out, kinds, pdf_out, queries, words
from .models import Letter

Files = tuple[bytes, bytes]  # .docx, .pdf


def rendered(letters: Sequence[Letter]) -> list[Files | Exception]:
    """For each letter its files, or what went wrong; one run of LibreOffice for all that need it."""
    made = [_first(letter) for letter in letters]
    wanting = [n for n, one in enumerate(made) if isinstance(one, bytes)]
    pdfs = readers.pdfs([made[n] for n in wanting])  # type: ignore[misc]
    for n, pdf in zip(wanting, pdfs, strict=True):
        made[n] = (made[n], pdf) if pdf else Conflict("按本单位模板生成的文件没有转换成 PDF。", remedy="请检查模板，或稍后再试。")  # type: ignore[assignment]
    return made  # type: ignore[return-value]


def _first(letter: Letter) -> Files | bytes | Exception:
    """Both files in the shipped layout; the .docx alone when the county's own template decides how it looks."""
    try:
        kind = kinds.kind(letter.kind)
        said: dict[str, Any] = words.context(kind, letter.values, organ=letter.organ.name, number=letter.number, day=letter.dated or date.min)
        seal = stored.content(letter.seal.file) if letter.seal else None
        docx = docx_out.render(queries.template_bytes(kind.id, letter.template), said, seal)
        if letter.template and queries.converts():
            return docx
        return docx, pdf_out.render(kind, said, seal)
    except Exception as error:  # told at the letter; the others go on
        return error

