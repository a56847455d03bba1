"""The rows of channels: places, what is carried to them, what was seen there, how the two platforms share the work."""

from .places import (
    ACCOUNT_KINDS,
    CHANNEL,
    LIVE,
    OFFLINE,
    ZONE_KINDS,
    Channel,
    Filing,
    FilingState,
    FilingStep,
    Kind,
    Level,
    Receipt,
    Standing,
)
from .releases import OPEN, RELEASE, Live, Piece, Proof, Release, Seen, State
from .settings import FormColumn, Function, Mode, ModeRow
from .zones import Condition, Equipment, ZoneCheck, ZonePhoto, ZoneStaff

__all__ = [
    "ACCOUNT_KINDS", "CHANNEL", "Channel", "Condition", "Equipment", "Filing", "FilingState", "FilingStep", "FormColumn", "Function", "Kind", "LIVE",
    "Level", "Live", "Mode", "ModeRow", "OFFLINE", "OPEN", "Piece", "Proof", "RELEASE", "Receipt", "Release", "Seen", "Standing", "State",
    "ZONE_KINDS", "ZoneCheck", "ZonePhoto", "ZoneStaff",
]  # fmt: skip
