"""The county's own template of a paper."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.files import readers
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told

from .. import docx_out
from ..models import Kind, Template


def set_template(kind: str, data: bytes, name: str, *, actor: Actor, at: datetime) -> Template:
    """Take it after a trial rendering; finished papers stay as they are."""
    actor.require("briefings.write")
    if kind not in Kind.values:
        raise BadInput("请选择文种。", field="kind")
    if not name.lower().endswith(".docx") or readers.sniff(data, name).value != "docx":
        raise BadInput("模板须是 .docx 文件。", field="file", remedy="请在 WPS 或 Word 中另存为 .docx 后上传。")
    readers.extract(data, name)  # damaged, locked or a bomb: refused here
    docx_out.check(data)
    made = Template.objects.create(kind=kind, file=files.keep(data, name, actor=actor, at=at), set_at=at, set_by=actor.name)
    told = Told("briefings.write", f"更换{Kind(kind).label}模板（SHA-256 {made.file.sha256[:16]}）")
    journal.record(Subject("briefings.template", made.pk, str(Kind(kind).label), "/office/briefings/template/"), told, actor=actor, at=at)
    return made
