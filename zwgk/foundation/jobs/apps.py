from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "zwgk.foundation.jobs"
    label = "jobs"
    verbose_name = "后台作业"
