"""案卷: one file per request — cover, contents with page numbers, every paper in order, the closing note; and 《证据清单》 beside it.

    pieces(case, at)     what lies in it, in order, each with what it proves
    bound(case, at)      one paginated PDF, and where each piece begins
    evidence_docx(bound) 《证据清单》 for the court; the same as a PDF: evidence_pdf
    exported(case, at)   for the archive: the file, the list, the metadata with the FOI status

What is withheld is never in it: papers of the kind `WITHHELD` stay in the case and out of the file (行政复议法第四十七条).
Nothing here writes; rendering happens outside any transaction. Path: pieces → own pages in one rendering → other files converted → numbered.
"""

from __future__ import annotations

from .archive import exported
from .binding import Bound, bound
from .evidence import evidence_docx, evidence_pdf
from .pieces import Piece, pieces

__all__ = ["Bound", "Piece", "bound", "evidence_docx", "evidence_pdf", "exported", "pieces"]
