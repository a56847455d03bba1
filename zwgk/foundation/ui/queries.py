"""How a visitor wants to read: the cookie `zwgk_modes`, `scale=big&theme=dark`, each value quoted."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, unquote, urlencode

COOKIE = "zwgk_modes"
MODES: Mapping[str, tuple[str, ...]] = {
    "scale": ("small", "big"),
    "theme": ("light", "dark"),
    "elder": ("on",),
    "access": ("on",),
    "script": ("hant",),
    "pointer": ("big",),
    "guide": ("on",),
    "kiosk": ("on",),
}


def chosen(cookies: Mapping[str, str]) -> dict[str, str]:
    """The known modes of the cookie."""
    return {key: value for key, value in parse_qsl(unquote(cookies.get(COOKIE, ""))) if value in MODES.get(key, ())}


def modes(cookies: Mapping[str, str]) -> dict[str, str]:
    """Every mode, "" where none was chosen, and the class names of the page."""
    found = chosen(cookies)
    return {**dict.fromkeys(MODES, ""), **found, "classes": " ".join(f"{key}-{value}" for key, value in sorted(found.items()))}


def changed(cookies: Mapping[str, str], wishes: Mapping[str, str]) -> str:
    """The value of the cookie after the wishes; an unknown or empty value takes the mode away."""
    asked = {key: wishes[key] for key in MODES if key in wishes}
    kept = {key: value for key, value in (chosen(cookies) | asked).items() if value in MODES[key]}
    return quote(urlencode(kept), safe="")
