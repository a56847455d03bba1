"""Another question for the script, and the picture of a question."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from . import drawing, queries


@never_cache
def question(request: HttpRequest) -> HttpResponse:
    """Another question."""
    asked = queries.ask()
    return JsonResponse({"mark": asked.mark, "words": asked.words, "picture": reverse("gate:picture", args=[asked.mark])})


def picture(request: HttpRequest, mark: str) -> HttpResponse:
    """The picture of a question."""
    asked = queries.asked(mark)
    if asked is None:
        return HttpResponse(status=404)
    response = HttpResponse(drawing.picture(asked), content_type="image/png")
    response["Cache-Control"] = "private, max-age=1800"
    return response


question.public = picture.public = True  # type: ignore[attr-defined]  # the decorator stands above this slice, in organs
