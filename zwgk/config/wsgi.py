"""What the server loads: `granian --interface wsgi zwgk.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwgk.config.settings")
django = get_wsgi_application()

from django.db import connection  # noqa: E402  the settings are read above

from zwgk.foundation.pagecache.wsgi import InTurn, Kept  # noqa: E402

# SQLite answers at once; who waits for a database server leaves the interpreter to others meanwhile.
in_turn = InTurn(django, places=1 if connection.vendor == "sqlite" else 3)
application = in_turn if os.environ.get("ZWGK_CACHE") == "off" else Kept(in_turn)
