from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "zwgk.matters.governance"
    label = "governance"
    verbose_name = "组织保障"
    messages = {"governance": ("组织保障", "digest", "new")}
