from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "zwgk.matters.reviews"
    label = "reviews"
    verbose_name = "审核"
    messages = {"reviews": ("待审核", "now", "sign"), "reviews.result": ("审核结果", "now", "returned")}
