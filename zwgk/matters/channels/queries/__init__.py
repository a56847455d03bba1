"""Reading channels: the register (`places`), releases (`releases`), modes (`modes`); what a keeper holds."""

from zwgk.matters.channels.holding import held_by
from zwgk.matters.channels.zones import KEYS

from .modes import mode, mode_row
from .places import Prescribed, Untidy, channel_of, cleanup, live, own_accounts, prescribed
from .releases import differences, joint, of_publication, outside_copies, piece_of

__all__ = [
    "KEYS", "Prescribed", "Untidy", "channel_of", "cleanup", "differences", "held_by", "joint", "live", "mode", "mode_row", "of_publication", "outside_copies",
    "own_accounts", "piece_of", "prescribed",
]  # fmt: skip
