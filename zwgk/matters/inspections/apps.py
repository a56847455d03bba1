from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "zwgk.matters.inspections"
    label = "inspections"
    verbose_name = "栏目检查"
    messages = {"inspections": ("栏目检查", "digest", "new")}
