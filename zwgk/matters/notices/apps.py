from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "zwgk.matters.notices"
    label = "notices"
    verbose_name = "来文"
