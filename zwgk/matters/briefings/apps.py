from django.apps import AppConfig


class BriefingsConfig(AppConfig):
    name = "zwgk.matters.briefings"
    label = "briefings"
    verbose_name = "报数与专报"
