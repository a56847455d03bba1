"""The refusals of the readers: what is wrong with the file, and how to mend it."""

from __future__ import annotations

from zwgk.domain.errors import BadInput


def refuse(message: str, remedy: str = "") -> BadInput:
    """A BadInput about the uploaded file, to be raised by the caller."""
    return BadInput(message, field="file", remedy=remedy)


def empty() -> BadInput:
    return refuse("文件是空的（0 字节）。", "可能没有保存完就上传了，请打开原文件确认有内容，另存后重新上传。")


def no_text(what: str) -> BadInput:
    return refuse(f"这份{what}里没有读到文字。", "请确认内容不是空白；如果整页是图片，请上传文字版，或重新扫描得清楚些。")


def too_big(what: str, found: int, limit: int, unit: str) -> BadInput:
    much = "太大" if unit == "MB" else "太多"
    return refuse(f"{what}{much}：{found:,} {unit}，上限是 {limit:,} {unit}。", "请拆成几份文件后分别上传。")


def damaged(what: str, detail: str = "") -> BadInput:
    inside = f"（{detail}）" if detail else ""
    return refuse(
        f"这份{what}文件不完整或已损坏，无法读取{inside}。", "请在 WPS 或 Word 等软件里打开，能打开的话另存一份再上传；打不开请向来文单位重新索取。"
    )


def encrypted(what: str) -> BadInput:
    return refuse(f"这份{what}文件设了打开密码，无法读取。", "请用密码打开后，在“文件—文档加密”中取消密码，另存后再上传。")


def dangerous(what: str) -> BadInput:
    return refuse(f"这是{what}，不是公文，已拒绝接收，也没有运行。", "请上传公文本身，支持 .txt .html .docx .doc .wps .pdf .ofd .xlsx .xls .et 和扫描图片。")


def unknown(name: str) -> BadInput:
    called = f"“{name}”" if name else "这个文件"
    return refuse(f"认不出{called}的格式。", "支持 .txt .html .docx .doc .wps .rtf .pdf .ofd .xlsx .xls .et 和 png、jpg、tif 扫描图片；请另存为其中一种再上传。")
