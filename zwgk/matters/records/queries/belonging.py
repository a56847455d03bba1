"""归类: what the title says about the column, for the drafter; a proposal with its reasons, never a bar."""

from __future__ import annotations

from zwgk.domain import filing
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.records import clean
from zwgk.matters.records.models import DOCUMENT, Record


def belongs(record: Record) -> str:
    """这份文件更像“…”：reasons; "" when it stands well or nothing is certain."""
    law, known = rulebook.law().filing["national"], rulebook.law()
    kind = known.kinds.get(record.kind) if record.kind != DOCUMENT else None
    here = tuple(record.columns.values_list("key", flat=True))
    paper = filing.Paper(record.title, here, tuple(kind.article_20) if kind else (), clean.text(record.body or ""))
    found = filing.misfiled(paper, law) if here else filing.propose(paper, law)
    if found is None:
        return ""
    names = {each.key: each.title for each in known.columns["national"].columns}
    usual = [f"“{names[key]}”" for key in found.columns if key in names]
    where = f"，一般放在{usual[0]}" + (f"，也可以放{'、'.join(usual[1:])}" if usual[1:] else "") if usual else ""
    return f"{f'这份文件更像“{found.what}”' if found.what else '这份文件可能不该放在这里'}{where}：{'，'.join(found.reasons)}。"
