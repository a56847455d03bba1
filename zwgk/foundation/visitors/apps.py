from django.apps import AppConfig


class VisitorsConfig(AppConfig):
    name = "zwgk.foundation.visitors"
    label = "visitors"
    verbose_name = "来访用户"
