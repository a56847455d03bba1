"""All addresses: the portal, the office, accounts, the system administrator's pages."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("system/", admin.site.urls),
]
