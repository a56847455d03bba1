"""Reading the site, for its own pages and for whoever stands above."""

from .channels import channel_of, directory, every_channel, open_channel_of, organ_called, sections
from .corrections import answer_time, by_code, by_codes, due_for_reminder, organ_of_page, totals
from .facts import Identity, accounts, code_of, forget, higher, identity
from .partners import partners, reprints
from .register import entries, opening_of
from .views import total_of

__all__ = [
    "Identity", "accounts", "answer_time", "by_code", "by_codes", "channel_of", "code_of", "directory", "due_for_reminder", "entries", "every_channel", "forget", "higher", "identity", "open_channel_of", "opening_of",
    "organ_called", "organ_of_page", "partners", "reprints", "sections", "total_of", "totals",
]  # fmt: skip
