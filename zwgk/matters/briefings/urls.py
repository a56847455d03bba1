"""Addresses of briefings, below /office/briefings/."""

from __future__ import annotations

from django.urls import path

from .office import figures, papers

app_name = "briefings"
staff = [
    path("", figures.home, name="home"),
    path("count/", figures.ask, name="ask"),
    path("count/keep/", figures.keep, name="keep"),
    path("count/rows.xlsx", figures.rows_sheet, name="rows_sheet"),
    path("figures/", figures.register, name="register"),
    path("figures/register.xlsx", figures.register_sheet, name="register_sheet"),
    path("figures/<int:pk>/", figures.figure, name="figure"),
    path("figures/<int:pk>/rows.xlsx", figures.figure_sheet, name="figure_sheet"),
    path("papers/", papers.papers, name="papers"),
    path("papers/new/", papers.new, name="new"),
    path("papers/<int:pk>/", papers.paper, name="paper"),
    path("papers/<int:pk>/save/", papers.save, name="save"),
    path("papers/<int:pk>/finish/", papers.finish, name="finish"),
    path("papers/<int:pk>/hearing/", papers.hearing, name="hearing"),
    path("papers/<int:pk>/questions/<int:question>/", papers.decide, name="decide"),
    path("papers/<int:pk>/paper.docx", papers.document, {"ending": "docx"}, name="docx"),
    path("papers/<int:pk>/paper.pdf", papers.document, {"ending": "pdf"}, name="pdf"),
    path("template/", papers.template, name="template"),
    path("template/<str:kind>.docx", papers.current_template, name="current_template"),
]
