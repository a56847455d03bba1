"""The one-time code of the first start: printed on the terminal by `zwgk serve`, asked for by the set-up page.

It lies in the data folder, readable by the owner only, and goes when the first officer exists.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from django.conf import settings

_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without those that are misread on a screen
LENGTH = 12


def issue() -> str:
    """The code of this installation; drawn when there is none."""
    file = _file()
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        drawn = "".join(secrets.choice(_SIGNS) for _ in range(LENGTH))
        file.write_text("-".join(drawn[at : at + 4] for at in range(0, LENGTH, 4)))
    return file.read_text().strip()


def fits(typed: str) -> bool:
    """Whether it is the code; small letters and missing hyphens do not matter."""
    file = _file()
    return file.exists() and secrets.compare_digest(_plain(typed).encode(), _plain(file.read_text()).encode())


def spend() -> None:
    """The code is of no use any more."""
    _file().unlink(missing_ok=True)


def _file() -> Path:
    return Path(settings.DATA_DIR) / "setup_code"


def _plain(text: str) -> str:
    return "".join(sign for sign in text.upper() if sign.isalnum())
