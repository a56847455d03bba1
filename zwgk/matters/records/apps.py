from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "zwgk.matters.records"
    label = "records"
    verbose_name = "政府信息"
