from django.apps import AppConfig


class InforequestsConfig(AppConfig):
    name = "zwgk.matters.inforequests"
    label = "inforequests"
    verbose_name = "依申请公开"
    messages = {"inforequests": ("依申请公开", "now", "")}
