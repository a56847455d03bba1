"""The plain Django page that `benchmarks/pages.py` compares with: no middleware, no database, one template of the same size."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template import Context, Template
from django.urls import path

TEXT = "<!doctype html><title>{{ title }}</title>" + "<p>{{ text }}{% if link %}<a href=\"{{ link }}\">{{ title }}</a>{% endif %}</p>" * 60
settings.configure(
    DEBUG=False, SECRET_KEY="only-for-a-benchmark", ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)  # fmt: skip


def page(request: Any) -> Any:
    from django.http import HttpResponse

    told = {"title": "关于做好政务公开工作的通知", "text": "请结合实际认真落实。" * 8, "link": "/xxgk/"}
    return HttpResponse(template.render(Context(told)))


urlpatterns = [path("", page)]
application = get_wsgi_application()
template = Template(TEXT)
