"""Marks that forbid release: secrecy, internal papers, an attribute that contradicts release."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .model import Finding, Kind, Severity

SECRETS = "《中华人民共和国保守国家秘密法》、《中华人民共和国政府信息公开条例》第十四条"
ATTRIBUTE = "《中华人民共和国政府信息公开条例》第十三条至第十六条"
_LEVEL = r"(?:绝\s{0,4}密|机\s{0,4}密|秘\s{0,4}密)"
_TERM = r"(?:[0-9一二三四五六七八九十](?:\s?[0-9一二三四五六七八九十]){0,2}\s{0,2}(?:年|个?月)|长\s?期|解密前|启用前)"
_STAR = r"[★☆✩✭⭐✪✫✬✮✯✰🌟]"
_MARK = re.compile(rf"{_LEVEL}\s{{0,2}}(?:{_STAR}(?:\s{{0,2}}{_TERM})?|[*▲△◆●·•]\s{{0,2}}{_TERM})")
_FIELD = re.compile(rf"(?:密[ ]?级|保密等级|涉密等级)(?:[ ]*[:：|][ ]*|[ ]{{1,4}})({_LEVEL})(?!级?[、,，和或/])")
_ALONE = re.compile(rf"^[ \t]*[【（(\[〔]?({_LEVEL}(?:[ \t]{{0,2}}{_TERM}|级)?)[】）)\]〕]?[ \t]*$", re.MULTILINE)
_INTERNAL = re.compile(
    r"(?:内部(?:资料|文件|材料|刊物|信息|事项|情况)[，,、 （(]{0,2}(?:请?(?:注意|妥善)(?:保存|保管)|不得外传|严禁外传|请勿外传)|(?:仅供|只限)(?:内部|领导)(?:使用|参考|阅知|传阅|掌握)|(?:此件|本件|本资料|本材料|内容)不得(?:向社会|对外)(?:公开|发布|扩散|泄露)"
    r"|工作秘密[★☆]|阅后(?:收回|销毁|即焚)|不公开发布|请勿外传|严禁外传)"
)
_REFUSED = re.compile(r"[（(【\[]?[ ]*(?:此件|本件|公开属性|公开方式)[ ]*[:：]?[ ]*(不予公开|不公开|免予公开|依申请公开|可?依申请公开|内部公开)[ ]*[)）】\]]?")


def marks(text: str) -> Iterator[Finding]:
    """Secrecy marks first; then papers marked as internal; then the attribute on the paper."""
    for found in _MARK.finditer(text):
        yield Finding(Kind.SECRECY, found[0], found.start(), Severity.CERTAIN, "带有国家秘密标志，立即停止发布并报告保密审查机构。", "", SECRETS)
    for found in _FIELD.finditer(text):
        yield Finding(Kind.SECRECY, found[0], found.start(), Severity.CERTAIN, "写有密级，立即停止发布并报告保密审查机构。", "", SECRETS)
    for found in _ALONE.finditer(text):
        yield Finding(Kind.SECRECY, found[1], found.start(1), Severity.SUSPECTED, "单独成行的密级字样，请核对是否为密件。", "", SECRETS)
    for found in _INTERNAL.finditer(text):
        yield Finding(Kind.SECRECY, found[0], found.start(), Severity.SUSPECTED, "标明内部使用，请核对能否公开。", "", SECRETS)
    for found in _REFUSED.finditer(text):
        yield Finding(Kind.ATTRIBUTE, found[0], found.start(), Severity.CERTAIN, f"文件标明“{found[1]}”，与主动公开相矛盾。", "", ATTRIBUTE)
