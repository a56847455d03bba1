from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "zwgk.matters.catalogue"
    label = "catalogue"
    verbose_name = "目录"
