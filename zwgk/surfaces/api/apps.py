from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "zwgk.surfaces.api"
    label = "api"
    verbose_name = "开放数据"
