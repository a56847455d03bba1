from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "zwgk.matters.channels"
    label = "channels"
    verbose_name = "渠道"
    messages = {"channels": ("渠道发布", "digest", "new"), "channels.recall": ("紧急撤除", "alarm", "new")}
