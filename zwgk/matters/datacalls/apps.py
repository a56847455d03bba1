from django.apps import AppConfig


class DatacallsConfig(AppConfig):
    name = "zwgk.matters.datacalls"
    label = "datacalls"
    verbose_name = "采集表"
