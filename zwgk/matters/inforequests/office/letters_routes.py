"""Addresses of letters, file and redaction, below /office/requests/."""

from __future__ import annotations

from django.urls import path

from . import casefile, letters, redacting

routes = [
    path("letters/", letters.register, name="letters"),
    path("letters/issue/", letters.issue_many, name="letters_issue"),
    path("letters/print/", letters.print_many, name="letters_print"),
    path("letters/labels/", letters.label_many, name="letters_labels"),
    path("letters/post/", letters.post_many, name="letters_post"),
    path("letters/details/", letters.details, name="letters_details"),
    path("letters/<int:pk>/serve/", letters.serve, name="letter_serve"),
    path("<int:pk>/letters/new/", letters.new, name="letter_new"),
    path("<int:pk>/file/", casefile.contents, name="casefile"),
    path("<int:pk>/file/bundle/", casefile.bundle, name="casefile_bundle"),
    path("<int:pk>/file/evidence.<str:ending>", casefile.evidence, name="casefile_evidence"),
    path("<int:pk>/file/archive/", casefile.archive, name="casefile_archive"),
    path("<int:pk>/papers/original/", redacting.original, name="redact_original"),
    path("<int:pk>/papers/<int:paper>/redact/", redacting.redact, name="redact"),
    path("<int:pk>/papers/<int:paper>/pages/<int:number>/", redacting.page_picture, name="redact_page"),
]
