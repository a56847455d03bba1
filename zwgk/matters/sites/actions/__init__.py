"""The verbs of the site."""

from .channels import Plan, close_channel, open_channel, save_channel
from .correcting import NewCorrection, accept, answer, pass_to, reject, remind, report
from .identity import Link, set_accounts, set_identity, set_links
from .partnering import NewPartner, NewReprint, log_reprint, save_partner
from .register import NewEntry, check_entry, save_entry
from .viewing import clear_marks, count_view

__all__ = [
    "Link", "NewCorrection", "NewEntry", "NewPartner", "NewReprint", "Plan", "accept", "answer", "check_entry", "clear_marks", "close_channel", "count_view",
    "log_reprint", "open_channel", "pass_to", "reject", "remind", "report", "save_channel", "save_entry", "save_partner", "set_accounts", "set_identity", "set_links",
]  # fmt: skip
