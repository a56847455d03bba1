"""The addresses below /my/."""

from __future__ import annotations

from django.urls import path

from . import account, entering, following, home

routes = [
    path("my/", home.home, name="my"),
    path("my/enter/", entering.enter, name="my_enter"),
    path("my/code/", entering.code, name="my_code"),
    path("my/leave/", entering.leave, name="my_leave"),
    path("my/follow/", following.begin, name="my_follow"),
    path("my/follows/<int:pk>/", following.change, name="my_change"),
    path("my/feed/<str:token>.<slug:form>", following.feed, name="my_feed"),
    path("my/stop/all/<str:token>/", following.stop_all, name="my_stop_all"),
    path("my/stop/<str:token>/", following.stop, name="my_stop"),
    path("my/account/", account.account, name="my_account"),
    path("my/account/data/", account.data, name="my_data"),
    path("my/account/delete/", account.delete, name="my_delete"),
]
