"""Papers that leave the house: what must not be given away is burnt out; the burnt copy is a new paper, the original stays with the case and out of its file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.files import queries as stored
from zwgk.foundation.files import redaction
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.files.redaction import Box
from zwgk.foundation.journal import actions as journal

from ..models import REDACTED, WITHHELD, Case, Paper
from .course import Act, happened, locked, subject_of

RIGHT = "inforequests.draft"


def redact_paper(paper: Paper, boxes: Sequence[Box], words: Sequence[str], *, public: bool = True, actor: Actor, at: datetime) -> Paper:
    """Burn out, check, keep as a new paper with its digest; the journal says how many places, never which words."""
    actor.require(RIGHT, paper.case.organ_id)
    if paper.kind == REDACTED:
        raise Conflict("这是已经涂黑的副本。", remedy="还要涂黑的，请从原件重新做一份。")
    done = redaction.redact(stored.content(paper.file), paper.file.name, boxes, words)
    return _keep(paper, done, public, actor, at)


@transaction.atomic
def keep_original(case: Case, title: str, file: StoredFile, *, actor: Actor, at: datetime) -> Paper:
    """A file that is to be burnt out: kept with the case, never in its file for court, never given to the applicant."""
    actor.require(RIGHT, case.organ_id)
    case = locked(case)
    paper = Paper.objects.create(
        case=case, kind=WITHHELD, title=title.strip() or file.name, file=file, order=case.papers.count(), dated=localdate(at), added_at=at, added_by=actor.name
    )
    happened(case, Act("paper", localdate(at), f"放入待涂黑的原件：{paper.title}", told="放入待涂黑的原件", file_id=file.pk), right=RIGHT, actor=actor, at=at)
    return paper


@transaction.atomic
def _keep(paper: Paper, done: redaction.Redacted, public: bool, actor: Actor, at: datetime) -> Paper:
    case = locked(paper.case)
    name = f"{paper.file.name.rpartition('.')[0] or paper.title}（已涂黑）.{done.ending}"
    file = files.keep(done.data, name, actor=actor, at=at)
    copy = Paper.objects.create(
        case=case, kind=REDACTED, title=f"{paper.title}（区分处理后）", file=file, order=case.papers.count(), dated=localdate(at), public=public, added_at=at,
        added_by=actor.name,
    )  # fmt: skip
    Paper.objects.filter(pk=paper.pk).update(kind=WITHHELD, public=False)
    pages = "、".join(str(page) for page in done.burnt[:20])
    told = f"涂黑“{paper.title}”{len(done.boxes)}处（第{pages}页），已核验；新文件 SHA-256 {file.sha256}"
    happened(case, Act("redacted", localdate(at), told, {"paper": paper.pk, "copy": copy.pk, "sha256": file.sha256}, file_id=file.pk,
                       told=f"涂黑材料{len(done.boxes)}处，新文件 SHA-256 {file.sha256}"), right=RIGHT, actor=actor, at=at)  # fmt: skip
    return copy


@transaction.atomic
def note_file_export(case: Case, what: str, *, actor: Actor, at: datetime) -> None:
    """The file, or a part of it, left the platform: who took it and when."""
    actor.require("inforequests.export", case.organ_id)
    told = journal.Told("inforequests.export", f"导出{what}", organ_id=case.organ_id, organ_name=case.organ.label)
    journal.record(subject_of(case), told, actor=actor, at=at)
