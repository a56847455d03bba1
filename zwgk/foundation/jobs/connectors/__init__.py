"""The ways out. A connector has `REPEATABLE` and `send(delivery) -> receipt`; it raises `Hopeless` when trying again is useless."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from . import filedrop, sms, smtp, webhook
from .errors import Hopeless

CHANNELS: Mapping[str, ModuleType] = {"smtp": smtp, "webhook": webhook, "sms": sms, "filedrop": filedrop}

__all__ = ["CHANNELS", "Hopeless"]
