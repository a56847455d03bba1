from django.apps import AppConfig


class OrgansConfig(AppConfig):
    name = "zwgk.foundation.organs"
    label = "organs"
    verbose_name = "单位与人员"
