from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "zwgk.matters.findings"
    label = "findings"
    verbose_name = "问题清单"
    messages = {"findings": ("问题整改", "now", "returned")}
