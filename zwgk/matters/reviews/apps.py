from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "zwgk.matters.reviews"
    label = "reviews"
    verbose_name = "审核"
