from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "zwgk.matters.notices"
    label = "notices"
    verbose_name = "来文"
    messages = {"notices.deliver": ("来文", "digest", "sign")}
