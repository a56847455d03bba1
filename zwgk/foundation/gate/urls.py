"""The question and its picture."""

from __future__ import annotations

from django.urls import path

from . import portal

app_name = "gate"
public = [path("question/", portal.question, name="question"), path("question/<str:mark>/", portal.picture, name="picture")]
