"""Names of files and folders that Windows, WPS and old unzip programs can show."""

from __future__ import annotations

import re

FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.I)
FOLDER, FILE = 40, 90  # characters; with the folder of the pack below the 260 of Windows


def safe(name: str, longest: int) -> str:
    """Without forbidden characters and what GBK cannot show, not too long, no dot or blank at the end."""
    shown = name.encode("gbk", "ignore").decode("gbk")
    plain = re.sub(r"\s+", " ", FORBIDDEN.sub(" ", shown)).strip(" .")
    plain = plain[:longest].strip(" .") or "未命名"
    return f"_{plain}" if RESERVED.match(plain) else plain


def folder_name(code: str, text: str) -> str:
    return safe(f"{code} {text}", FOLDER)


def file_name(code: str, number: int, unit: str, title: str, ending: str = "pdf") -> str:
    """1.1-01 和光县财政局 2026年预算公开截图.pdf"""
    stem = re.sub(r"\.(pdf|docx?|xlsx?|wps|et|png|jpe?g|html?|txt)$", "", title, flags=re.I)
    return f"{safe(f'{code}-{number:02d} {unit} {stem}', FILE)}.{ending}"
