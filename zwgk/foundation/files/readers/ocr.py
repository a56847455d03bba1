"""Recognise the text of a page image by tesseract (simplified Chinese), as lines with positions."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from PIL import Image

from . import limits, tools
from .layout import Line, tidy

REMEDY = "请上传文字版（.docx 或由 WPS 导出的 PDF）；或请管理员在服务器上安装 tesseract 和中文语言包 tesseract-ocr-chi-sim 后再上传。"
_DOUBTFUL = 60.0  # mean confidence of a line below which it is counted as doubtful


@dataclass(slots=True)
class Recognised:
    """The lines of one page image."""

    lines: list[Line] = field(default_factory=list)
    width: float = 1.0
    height: float = 1.0
    doubtful: int = 0  # lines of low confidence


def ready() -> bool:
    """True when tesseract with chi_sim is installed."""
    program = tools.tesseract()
    return program is not None and "chi_sim" in tools.languages(program)


def recognise(image: Image.Image, page: int) -> Recognised:
    """Lines of one page; nothing when tesseract fails or runs out of time."""
    found = Recognised(width=float(image.width), height=float(image.height))
    program = tools.tesseract()
    buffer = io.BytesIO()
    image.convert("L").save(buffer, "PNG")
    command = [program or "tesseract", "stdin", "stdout", "-l", "chi_sim", "--psm", "3", "--dpi", "300", "tsv"]
    out = tools.run(command, seconds=limits.OCR_SECONDS, stdin=buffer.getvalue())
    rows = csv.DictReader(io.StringIO((out or b"").decode("utf-8", errors="replace")), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = [row for row in rows if row.get("level") == "5" and (row.get("text") or "").strip()]
    for _, group in groupby(words, key=lambda row: (row["block_num"], row["par_num"], row["line_num"])):
        line, confidence = _line(list(group), page)
        if line.text:
            found.lines.append(line)
            found.doubtful += confidence < _DOUBTFUL
    found.lines = _even(found.lines)
    return found


def _even(lines: list[Line]) -> list[Line]:
    """Give body lines one size: the height of a recognised line depends on which characters it happens to hold."""
    if not lines:
        return []
    usual = sorted(line.size for line in lines)[len(lines) // 2]
    return [replace(line, size=usual) if 0.6 * usual < line.size < 1.5 * usual else line for line in lines]


def _line(words: list[dict[str, str]], page: int) -> tuple[Line, float]:
    left = min(int(word["left"]) for word in words)
    right = max(int(word["left"]) + int(word["width"]) for word in words)
    top = min(int(word["top"]) for word in words)
    bottom = max(int(word["top"]) + int(word["height"]) for word in words)
    confidence = sum(float(word["conf"]) for word in words) / len(words)
    text = tidy(" ".join(word["text"] for word in words))
    return Line(text, left, right, top, bottom, bottom - top, page), confidence


def looks_tabular(pages: Iterable[Sequence[Line]]) -> bool:
    """True when rules of a table were recognised as bars between words."""
    return any(sum("|" in line.text for line in page) >= 3 for page in pages)


def notes(pages: int, doubtful: int, left_out: list[int], *, tables: bool) -> list[str]:
    """What the person must know about recognised text."""
    found = [f"有 {pages} 页是扫描图片，文字由识别得到，可能有错字，请逐字核对。"]
    if tables:
        found.append("扫描件中似有表格，只能按行读出，各栏次序可能混在一起；任务表请尽量上传 .xlsx 或 .docx。")
    if doubtful:
        found.append(f"其中 {doubtful} 行识别把握不大，请重点核对。")
    if left_out:
        found.append(f"一次最多识别 {limits.OCR_PAGES} 页，从第 {left_out[0]} 页起的扫描页未识别，请拆分后上传。")
    return found
