"""The ways out. A connector has `REPEATABLE` and `send(delivery) -> receipt`; it raises `Hopeless` when trying again is
useless, `Later` when the other side asks to come again, `Unknown` when it may have arrived."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from . import filedrop, sms, smtp, webhook
from .errors import Hopeless, Later, Unknown

CHANNELS: Mapping[str, ModuleType] = {"smtp": smtp, "webhook": webhook, "sms": sms, "filedrop": filedrop}

__all__ = ["CHANNELS", "Hopeless", "Later", "Unknown"]
