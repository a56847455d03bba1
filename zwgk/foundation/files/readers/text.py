"""Plain text: find the encoding, keep every line with its number.

Reads: bytes. Writes: `Extracted` with one `Paragraph` per line that is not blank.
The encoding is the candidate that makes the bytes most like Chinese office text; the declared one, if any, goes first.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

from zwgk.domain.documents import Extracted, Paragraph

from . import limits, refusals

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# The commonest characters of official prose, simplified and traditional: a wrong decoding hardly ever hits them.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力"
    "里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又"
    "么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少"
    "图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处府务信息县市省关报责单印厅室请示复通知附公民"
    "這為個國時來們於對會發動產種面後過說經進著當體機點從業與關實現無結問義條將組見計別論運農區強報責單廳縣務辦開請復據處將總員團導"
    "，。、：；（）《》“”〔〕"
)
_MOJIBAKE = re.compile("锟斤拷|烫烫烫|屯屯屯|\ufffd{2,}|(?:[ÃÂäåæçèé][\x80-\xbf\u2018-\u203a€™œž]{1,2}){4,}")
_LINE = re.compile("\r\n|\n|\r")
_INNER_BREAK = re.compile("[\x0b\x0c\u0085\u2028\u2029]")
_NOISE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe]")
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "cp936": "gb18030", "big5": "big5hkscs", "utf8": "utf-8"}


def _score(text: str) -> float:
    """Between about -5 and 1: how much the text looks like Chinese office prose or plain ASCII."""
    sample = text[:60_000]
    if not sample:
        return 0.0
    good = 0.0
    for character, count in Counter(sample).items():
        good += count * _weight(character)
    return good / len(sample)


def _weight(character: str) -> float:
    code = ord(character)
    if character in _COMMON:
        return 1.0
    if character in "\r\n\t" or 0x20 <= code < 0x7F:
        return 0.6
    if 0x4E00 <= code <= 0x9FFF or 0x3000 <= code <= 0x303F or 0xFF00 <= code <= 0xFFEF:
        return 0.25
    if character == "\ufffd" or 0xE000 <= code <= 0xF8FF or code < 0x20 or 0x80 <= code < 0xA0:
        return -5.0
    return -0.2


def plausible(data: bytes) -> bool:
    """True when the opening of the file reads as text in some encoding."""
    opening = data[:16_384]
    text, _, _ = decode(opening)
    return _score(text) > 0.15 and _noise_share(text) < 0.1


def _utf16_bonus(data: bytes) -> dict[str, float]:
    """UTF-16 without a byte order mark: Latin letters and line ends leave NULs on one side."""
    if len(data) % 2 or len(data) < 4:
        return {}
    even, odd = data[0::2].count(0), data[1::2].count(0)
    return {"utf-16-le": 0.05 if odd > 4 * even else 0.0, "utf-16-be": 0.05 if even > 4 * odd else 0.0}


def decode(data: bytes, declared: str = "") -> tuple[str, str, tuple[str, ...]]:
    """Text, encoding name and notes; the first of BOM, valid UTF-8, declared encoding, best score."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            body = data[len(mark) :] if name in ("utf-8", "gb18030") else data
            return _lossy(body, name)
    bare = data.replace(b"\x00", b"")
    if not data.isascii():
        try:
            whole = bare.decode("utf-8")
            # Four GBK bytes such as 通知 are valid UTF-8 too, so a short text must also look like Chinese.
            if len(bare) > 60 or _score(whole) > 0.2:
                return whole, "utf-8", ()
        except UnicodeDecodeError:
            pass
    name = _best(data, bare, _ALIASES.get(declared.lower(), declared.lower()))
    return _lossy(data if name.startswith("utf-16") else bare, name)


def _best(data: bytes, bare: bytes, declared: str) -> str:
    bonus = {"utf-8": 0.0, "gb18030": 0.0, "big5hkscs": 0.0} | _utf16_bonus(data)
    scores: dict[str, float] = {}
    for name, head_start in bonus.items():
        source = data if name.startswith("utf-16") else bare
        scores[name] = _score(source[:200_000].decode(name, errors="replace")) + head_start
    if declared in scores:
        scores[declared] += 0.1
    return max(scores, key=lambda name: scores[name])


def _lossy(data: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    """Decode; what cannot be decoded becomes � and is counted in a note."""
    try:
        return data.decode(name), name, ()
    except UnicodeDecodeError:
        text = data.decode(name, errors="replace")
        lost = text.count("\ufffd")
        where = text[: text.index("\ufffd")].count("\n") + 1
        return text, name, (f"有 {lost} 处字节按 {name} 编码无法识别，显示为“�”（最先在第{where}行），请与原件核对。",)


def read(data: bytes) -> Extracted:
    """One Paragraph per line that is not blank, `place` = its line number in the file."""
    text, encoding, notes = decode(data)
    if len(text) > limits.TEXT_CHARACTERS:
        raise refusals.too_big("文字", len(text), limits.TEXT_CHARACTERS, "字")
    if _noise_share(text) > 0.1:
        raise refusals.refuse("文件内容不是文字，像是程序或其他二进制数据。", "请确认选对了文件。")
    blocks = tuple(_paragraphs(text))
    if not blocks:
        raise refusals.no_text("文本文件")
    return Extracted(blocks=blocks, format="txt", encoding=encoding, notes=notes + mojibake_notes(text) + _nul_notes(data, encoding))


def _noise_share(text: str) -> float:
    sample = text[:100_000]
    noisy = sum(1 for _ in re.finditer("[\x01-\x08\x0e-\x1f\x7f\ufffd\ue000-\uf8ff]", sample))
    return noisy / max(len(sample), 1)


def _paragraphs(text: str) -> list[Paragraph]:
    found = []
    for number, line in enumerate(_LINE.split(text), start=1):
        for piece in _INNER_BREAK.split(line):
            clean = _NOISE.sub("", piece)
            if clean.strip():
                found.append(Paragraph(clean, place=f"第{number}行"))
    return found


def mojibake_notes(text: str) -> tuple[str, ...]:
    """A note when the text carries the marks of an earlier wrong decoding, which no reader can undo."""
    hit = _MOJIBAKE.search(text)
    if hit is None:
        return ()
    return (f"文中有乱码（如“{hit.group()[:12]}”），是原文件保存时就丢失的，请向来文单位索取原件。",)


def _nul_notes(data: bytes, encoding: str) -> tuple[str, ...]:
    if encoding.startswith(("utf-16", "utf-32")):
        return ()
    count = data.count(0)
    return (f"去掉了 {count} 个空字符（NUL）。",) if count else ()
