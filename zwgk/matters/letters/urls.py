"""Addresses of letters, below /office/letters/."""

from __future__ import annotations

from django.urls import path

from .office import batch, letter, register, settings

app_name = "letters"
staff = [
    path("", register.letters, name="list"),
    path("new/", register.new, name="new"),
    path("export/", register.export, name="export"),
    path("batches/<str:batch>/", batch.batch, name="batch"),
    path("batches/<str:batch>/approve/", batch.approve_batch, name="approve_batch"),
    path("batches/<str:batch>/issue/", batch.issue_batch, name="issue_batch"),
    path("batches/<str:batch>/zip/", batch.batch_zip, name="batch_zip"),
    path("batches/<str:batch>/print/", batch.batch_print, name="batch_print"),
    path("templates/", settings.templates, name="templates"),
    path("templates/seal/", settings.set_seal, name="set_seal"),
    path("templates/<str:kind>/", settings.current, name="template"),
    path("templates/<str:kind>/new/", settings.set_template, name="set_template"),
    path("templates/<str:kind>/pattern/", settings.set_pattern, name="set_pattern"),
    path("templates/<str:kind>/versions/<int:number>/", settings.version, name="version"),
    path("<int:pk>/", letter.letter, name="letter"),
    path("<int:pk>/preview/", letter.preview, name="preview"),
    path("<int:pk>/revise/", letter.revise, name="revise"),
    path("<int:pk>/approve/", letter.approve, name="approve"),
    path("<int:pk>/issue/", letter.issue, name="issue"),
    path("<int:pk>/void/", letter.void, name="void"),
    path("<int:pk>/signed/", letter.attach_signed, name="attach_signed"),
    path("<int:pk>/receipt/", letter.register_receipt, name="register_receipt"),
    path("<int:pk>/receipts/<int:receipt>/", letter.receipt_file, name="receipt_file"),
    path("<int:pk>/files/<str:which>/", letter.file, name="file"),
]
