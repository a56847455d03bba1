from django.apps import AppConfig


class HandoversConfig(AppConfig):
    name = "zwgk.matters.handovers"
    label = "handovers"
    verbose_name = "工作交接"
