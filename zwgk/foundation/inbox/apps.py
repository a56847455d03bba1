from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "zwgk.foundation.inbox"
    label = "inbox"
    verbose_name = "站内消息"
