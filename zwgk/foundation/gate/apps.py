from django.apps import AppConfig


class GateConfig(AppConfig):
    name = "zwgk.foundation.gate"
    label = "gate"
    verbose_name = "验证与限次"
