from django.apps import AppConfig


class AnnualreportConfig(AppConfig):
    name = "zwgk.matters.annualreport"
    label = "annualreport"
    verbose_name = "年度报告"
    messages = {"annualreport": ("年度报告", "now", "returned")}
