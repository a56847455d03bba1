"""Publications and columns come from the cast of the public pages."""

from tests.records_public.conftest import columns, publish  # noqa: F401
