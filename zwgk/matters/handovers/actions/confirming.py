"""Leaver, successor and supervisor confirm: on the screen, or on paper with the scan registered."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.files.models import StoredFile

from ..models import Confirmation, Handover, Part, State
from ..queries import content_of, missing_parts, waiting_for
from ..queries.listing import supervises
from .support import locked, tell

SCANS = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".ofd")


@transaction.atomic
def confirm(handover: Handover, *, actor: Actor, at: datetime) -> Handover:
    """Confirm in the part that one has. When all have, it takes effect at its day."""
    actor.require("handovers.see")
    row = locked(handover, "确认", State.PREPARING)
    parts = waiting_for(row, actor)
    if not parts:
        raise Conflict("没有需要您确认的。", remedy="移交人、接收人各确认一次；监交人是单位分管负责人或政务公开办，不能由移交人、接收人自己担任。")
    _sign(row, parts[0], actor.name, None, actor, at)
    tell(row, "hand_over", f"{parts[0].label}确认交接清单：{actor.name}", actor=actor, at=at)
    return _agree(row)


def confirm_on_paper(handover: Handover, scan: bytes, name: str, *, actor: Actor, at: datetime) -> Handover:
    """The signed list came back on paper: whoever supervises registers the scan; it stands for all signatures still missing."""
    if not supervises(actor, handover) or actor.person_id in (handover.leaving_id, handover.successor_id):
        raise NotAllowed("签字件由监交人登记。", remedy="监交人是本单位分管负责人或政务公开办。")
    if not name.lower().endswith(SCANS):
        raise BadInput("请上传签字清单的扫描件。", field="scan", remedy="可以用 PDF、OFD 或照片。")
    file = files.keep(scan, name, actor=actor, at=at)
    return _sign_paper(handover, file, actor, at)


@transaction.atomic
def _sign_paper(handover: Handover, file: StoredFile, actor: Actor, at: datetime) -> Handover:
    row = locked(handover, "登记签字件", State.PREPARING)
    names = {Part.LEAVING: row.leaving.name, Part.SUCCESSOR: row.successor.name, Part.SUPERVISOR: actor.name}
    parts = missing_parts(row)
    for part in parts:
        _sign(row, part, names[part], file, actor, at)
    said = "、".join(part.label for part in parts)
    tell(row, "hand_over", f"登记纸质签字件（{said}）：{file.name}", actor=actor, at=at, sha256=file.sha256)
    return _agree(row)


def _sign(row: Handover, part: Part, name: str, paper: StoredFile | None, actor: Actor, at: datetime) -> None:
    content, digest = content_of(row, at)
    Confirmation.objects.create(
        handover=row, part=part, name=name, person_number=actor.person_id, at=at, lines=len(content["lines"]), digest=digest, paper=paper
    )


def _agree(row: Handover) -> Handover:
    if not missing_parts(row):
        row.state = State.AGREED
        row.save(update_fields=["state"])
    return row
