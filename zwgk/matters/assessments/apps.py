from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "zwgk.matters.assessments"
    label = "assessments"
    verbose_name = "考核评估"
