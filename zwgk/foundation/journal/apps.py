from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "zwgk.foundation.journal"
    label = "journal"
    verbose_name = "工作日志"
