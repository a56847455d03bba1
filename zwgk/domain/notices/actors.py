"""Units that the running text itself names as acting; they are never taken for responsible units."""

from __future__ import annotations

import re

from .units import split_units

_WHO = r"(?:[各省市县区州全本][㐀-鿿（）()、]{0,24}?|[㐀-鿿]{2,12}?)(?:局|委|办|厅|部|室|部门|单位|机关|政府|中心|机构|主管部门|街道|办事处|（街道）)"
_ACTS = re.compile(rf"(?:^|(?<=[。；，,;：]))({_WHO})(?=(?:及时|分别|切实|进一步|牵头)?(?:要|应当?|须|必须|负责|会同|将))")
_LEADS = re.compile(rf"由({_WHO})(?:负责)?牵头|(?:^|(?<=[。；，,;]))({_WHO})(?:会同[^，。；]{{2,30}})?牵头")


def actors(text: str) -> tuple[str, ...]:
    """Who 要/应/负责 in the text."""
    if not re.search("[要应须将]|负责|会同", text):
        return ()
    return tuple(dict.fromkeys(unit for hit in _ACTS.finditer(text[:6000]) for unit in split_units(hit.group(1))))


def leaders(text: str) -> tuple[str, ...]:
    """Whom the text calls 牵头."""
    if "牵头" not in text:
        return ()
    return tuple(dict.fromkeys(unit for hit in _LEADS.finditer(text[:6000]) for unit in split_units(hit.group(1) or hit.group(2))))
