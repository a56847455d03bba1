"""A file → a report as the core knows it. No database."""

from __future__ import annotations

import json

from zwgk.domain.annualreports import Report, from_document, from_json
from zwgk.domain.errors import BadInput
from zwgk.foundation.files.readers import extract
from zwgk.foundation.rulebook import queries as rulebook

MOST = 10 * 1024 * 1024


def read(data: bytes, name: str) -> Report:
    """The report in a file; BadInput (field "file") when it holds none."""
    if len(data) > MOST:
        raise BadInput("文件超过 10 MB。", field="file", remedy="请去掉其中的图片后上传。")
    forms = rulebook.law().annual_forms
    try:
        if name.lower().endswith(".json"):
            return from_json(json.loads(data.decode("utf-8-sig")), forms, name)
        return from_document(extract(data, name), forms, name)
    except BadInput as refusal:
        raise BadInput(refusal.message, field="file", remedy=refusal.remedy) from refusal
    except (ValueError, RecursionError) as error:
        raise BadInput("文件不是正确的 JSON。", field="file", remedy="用 UTF-8 编码另存，检查逗号和引号。") from error
