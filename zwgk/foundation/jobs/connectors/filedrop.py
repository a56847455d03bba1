"""A JSON file in an exchange folder (below ZWGK_DROP_DIR), for neighbours who only take files."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from pathlib import Path

from django.conf import settings

from ..models import Delivery
from .errors import Hopeless

REPEATABLE = True  # the same name with the same content


def send(delivery: Delivery) -> str:
    """Write attachments, then the letter under its final name; the receipt is the path."""
    root = Path(settings.DROP_DIR).resolve() if settings.DROP_DIR else None
    if root is None:
        raise Hopeless("没有配置交换目录（ZWGK_DROP_DIR）。")
    folder = (root / delivery.address).resolve()
    if not folder.is_relative_to(root):
        raise Hopeless(f"“{delivery.address}”不在交换目录之内。")
    folder.mkdir(parents=True, exist_ok=True)
    name = _name(delivery.key)
    files = [_copy(each, folder / f"{name}.files") for each in delivery.attachments]
    letter = {"key": delivery.key, "title": delivery.subject, "text": delivery.body, "files": files}
    target = folder / f"{name}.json"
    part = folder / f".{name}.part"
    part.write_text(json.dumps(letter, ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(part, target)
    return str(target)


def _name(key: str) -> str:
    """A file name that two keys never share."""
    return f"{re.sub(r'[^A-Za-z0-9._-]+', '-', key)[:60]}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"


def _copy(each: dict[str, str], folder: Path) -> str:
    folder.mkdir(exist_ok=True)
    target = folder / Path(each["name"]).name
    shutil.copyfile(Path(settings.MEDIA_ROOT) / each["path"], target)
    return f"{folder.name}/{target.name}"
