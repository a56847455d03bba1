"""Addresses of reviews, below /office/reviews/."""

from __future__ import annotations

from django.urls import path

from .office import paper, process, queue, review

app_name = "reviews"
staff = [
    path("", queue.queue, name="queue"),
    path("list/", queue.register, name="list"),
    path("export/", queue.export, name="export"),
    path("processes/", process.processes, name="processes"),
    path("processes/<slug:name>/file/", process.process_file, name="process_file"),
    path("statistics/", process.statistics, name="statistics"),
    path("<int:pk>/", review.review, name="review"),
    path("<int:pk>/rendition/", review.rendition, name="rendition"),
    path("<int:pk>/decide/", review.decide, name="decide"),
    path("<int:pk>/verify/", review.verify, name="verify"),
    path("<int:pk>/items/<int:item>/", review.take_out, name="take_out"),
    path("<int:pk>/take-back/", review.take_back, name="take_back"),
    path("<int:pk>/emergency/", review.emergency, name="emergency"),
    path("<int:pk>/paper/", paper.register_paper, name="register_paper"),
    path("<int:pk>/sheet.<str:form>", paper.print_sheet, name="sheet"),
    path("<int:pk>/scans/<int:step>/", paper.scan, name="scan"),
]
