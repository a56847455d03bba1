from django.apps import AppConfig


class SitesConfig(AppConfig):
    name = "zwgk.matters.sites"
    label = "sites"
    verbose_name = "站点"
    messages = {"sites": ("网站管理", "digest", "new"), "sites.correction": ("网站找错", "now", "returned")}
