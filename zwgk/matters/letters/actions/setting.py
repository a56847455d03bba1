"""What an organ sets for its letters: the template of a kind, how it is numbered, the image of the seal."""

from __future__ import annotations

import io
import warnings
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from PIL import Image

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.files import readers
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.matters.letters import docx_out, kinds, words
from zwgk.matters.letters.models import Pattern, Seal, TemplateVersion

from .support import Upload

if TYPE_CHECKING:
    from zwgk.foundation.organs.models import Organ

PIXELS = 4000  # a seal is a small picture


def set_template(
    kind_id: str, organ: Organ, upload: Upload, *, note: str = "", actor: Actor, at: datetime
) -> TemplateVersion:
    """Take a new version after a trial rendering; older versions and the letters made with them stay."""
    kind = kinds.kind(kind_id)
    actor.require(kind.right("set_template"), organ.pk)
    check_template(kind, upload)
    with transaction.atomic():
        earlier = TemplateVersion.objects.filter(organ=organ, kind=kind.id)
        made = TemplateVersion.objects.create(
            organ=organ, kind=kind.id, version=(earlier.aggregate(last=Max("version"))["last"] or 0) + 1,
            file=files.keep(upload.data, upload.name, actor=actor, at=at), note=note.strip()[:200], set_at=at, set_by=actor.name,
        )  # fmt: skip
        _tell(
            organ, "set_template", f"更换{kind.title}模板为第{made.version}版（SHA-256 {made.file.sha256}）", actor, at
        )
    return made


def check_template(kind: kinds.LetterKind, upload: Upload) -> None:
    """Refuse what is no .docx, names an unknown variable, lacks number, body or addressee, or cannot be rendered."""
    if not upload.name.lower().endswith(".docx") or readers.sniff(upload.data, upload.name).value != "docx":
        raise BadInput("模板须是 .docx 文件。", field="file", remedy="请在 WPS 或 Word 中另存为 .docx 后上传。")
    readers.extract(upload.data, upload.name)  # damaged, locked or a bomb: refused here
    docx_out.check_whole(upload.data)
    used, known = docx_out.used(upload.data), words.variables(kind)
    if unknown := {name: line for name, line in used.items() if name not in known}:
        places = "；".join(f"“{name}”（在“{line[:60]}”）" for name, line in unknown.items())
        can = "、".join(f"{name} {label}" for name, label in known.items())
        raise BadInput(f"模板里有系统不认识的变量：{places}。", field="file", remedy=f"可以用的变量：{can}。")
    wanted = ("number", "title", "date") if kind.layout == "sheet" else ("number", "title", "addressee", "body", "date")
    if lacking := [known[name] for name in wanted if name not in used]:
        raise BadInput(
            f"模板里没有{'、'.join(lacking)}。", field="file", basis=words.STANDARD, remedy="请对照默认模板补上。"
        )
    said = words.context(kind, words.sample(kind), organ="（发文单位）", number="（文号）", day=date(2026, 12, 31))
    try:
        docx_out.render(upload.data, said)
    except BadInput:
        raise
    except Exception as error:
        raise BadInput("用这个模板试生成没有成功。", field="file", remedy="请下载默认模板，在它上面修改。") from error


@transaction.atomic
def set_pattern(kind_id: str, organ: Organ, text: str, *, actor: Actor, at: datetime) -> Pattern:
    """Number this kind otherwise from now on; letters that have a number keep it."""
    kind = kinds.kind(kind_id)
    actor.require(kind.right("set_template"), organ.pk)
    if not kinds.PATTERN.match(text.strip()):
        raise BadInput(
            "编号格式不对。",
            field="pattern",
            basis="《党政机关公文格式》GB/T 9704-2012 第7.2.5条",
            remedy=kinds.PATTERN_HELP,
        )
    made, _ = Pattern.objects.update_or_create(organ=organ, kind=kind.id, defaults={"text": text.strip()})
    _tell(organ, "set_template", f"{kind.title}的编号格式定为“{made.text}”", actor, at)
    return made


@transaction.atomic
def set_seal(organ: Organ, upload: Upload, *, actor: Actor, at: datetime) -> Seal:
    """Keep the image of the seal; letters sealed earlier keep theirs."""
    if not any(actor.may(kind.right("set_seal"), organ.pk) for kind in kinds.kinds().values()):
        actor.require("letters.set_seal", organ.pk)
    _check_image(upload)
    made = Seal.objects.create(
        organ=organ, file=files.keep(upload.data, upload.name, actor=actor, at=at), set_at=at, set_by=actor.name
    )
    _tell(organ, "set_seal", f"更换{organ.label}的印章图片（SHA-256 {made.file.sha256}）", actor, at)
    return made


def _check_image(upload: Upload) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(upload.data)) as image:
                fits = image.format == "PNG" and max(image.size) <= PIXELS
                image.verify()
    except Exception as error:
        raise BadInput("印章图片读不出来。", field="file", remedy="请上传 PNG 图片。") from error
    if not fits:
        raise BadInput(f"印章图片须是 PNG，边长不超过 {PIXELS} 像素。", field="file", remedy="底色请做成透明。")


def _tell(organ: Organ, verb: str, sentence: str, actor: Actor, at: datetime) -> None:
    told = Told(f"letters.{verb}", sentence, organ_id=organ.pk, organ_name=organ.label)
    journal.record(
        Subject("organs.organ", organ.pk, organ.label, "/office/letters/templates/"), told, actor=actor, at=at
    )
