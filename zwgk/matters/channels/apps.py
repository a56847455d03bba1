from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "zwgk.matters.channels"
    label = "channels"
    verbose_name = "渠道"
