from django.apps import AppConfig


class DatacallsConfig(AppConfig):
    name = "zwgk.matters.datacalls"
    label = "datacalls"
    verbose_name = "采集表"
    # A 手机链接 opens the return of one unit: fill, send, correct. Signing off and merging ask for a log-in.
    passes = {"datacalls.return": ("{url}", ("datacalls.see", "datacalls.answer", "files.upload"))}
