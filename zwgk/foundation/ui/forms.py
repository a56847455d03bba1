"""Forms look like our fields everywhere: `FORM_RENDERER = "zwgk.foundation.ui.forms.Renderer"`."""

from __future__ import annotations

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """`{{ form }}` with the summary of errors on top, `{{ form.name.as_field_group }}` for one field."""

    form_template_name = "ui/components/form.html"
    field_template_name = "ui/components/field.html"
