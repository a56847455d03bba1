"""Addresses of the site: below / for readers (`sites_public`), below /office/sites/ for the office."""

from __future__ import annotations

from django.urls import path

from . import portal
from .office import channels, corrections, home, others, register

app_name = "sites"
staff = [
    path("", home.home, name="home"),
    path("identity/", home.identity, name="identity"),
    path("links/", home.links, name="links"),
    path("accounts/", home.accounts, name="accounts"),
    path("channels/", channels.channels, name="channels"),
    path("channels/<int:organ>/", channels.plan, name="channel"),
    path("channels/<int:organ>/open/", channels.open_it, name="open_channel"),
    path("channels/<int:organ>/close/", channels.close, name="close_channel"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/<int:pk>/", corrections.correction, name="correction"),
    path("corrections/<int:pk>/accept/", corrections.accept, name="accept"),
    path("corrections/<int:pk>/pass/", corrections.pass_to, name="pass_to"),
    path("corrections/<int:pk>/answer/", corrections.answer, name="answer"),
    path("corrections/<int:pk>/reject/", corrections.reject, name="reject"),
    path("corrections/<int:pk>/files/<int:file>/", corrections.picture, name="correction_file"),
    path("register/", register.register, name="register"),
    path("register/new/", register.edit, name="entry_new"),
    path("register/<int:pk>/", register.entry, name="entry"),
    path("register/<int:pk>/edit/", register.edit, name="entry_edit"),
    path("register/<int:pk>/check/", register.check, name="entry_check"),
    path("views/", others.views, name="views"),
    path("partners/", others.partners, name="partners"),
    path("partners/new/", others.partner, name="partner_new"),
    path("partners/<int:pk>/", others.partner, name="partner"),
    path("partners/reprint/", others.reprint, name="reprint"),
]
public = [
    path("corrections/", portal.correct, name="correct"),
    path("corrections/result/", portal.result, name="correction_result"),
    path("organs/", portal.organs, name="organs"),
    path("organs/<slug:slug>/", portal.organ, name="organ"),
    path("feeds/", portal.feeds, name="feeds"),
    path("accounts-code/<int:pk>/", portal.account_code, name="account_code"),
    path("views/", portal.view, name="view"),
]
