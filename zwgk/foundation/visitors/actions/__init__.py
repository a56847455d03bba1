"""The verbs of visitors: come in and leave, follow, hear of news, go for good."""

from .entering import CodeSent, add_contact, come_in, hold_code, hurry, leave, send_code, still_here
from .following import Wanted, change_follow, follow, stop_mail, unfollow
from .leaving import clean_up, delete_account
from .telling import look_for_news, mail_news

__all__ = [
    "CodeSent", "Wanted", "add_contact", "change_follow", "clean_up", "come_in", "delete_account", "follow", "hold_code", "hurry", "leave", "look_for_news", "mail_news",
    "send_code", "still_here", "stop_mail", "unfollow",
]  # fmt: skip
