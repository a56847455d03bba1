from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "zwgk.matters.letters"
    label = "letters"
    verbose_name = "文书"
    messages = {"letters": ("收到文书", "now", "sign")}
