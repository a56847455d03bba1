from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "zwgk.matters.findings"
    label = "findings"
    verbose_name = "问题清单"
