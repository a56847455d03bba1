"""What the server loads: `granian --interface wsgi zwgk.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwgk.config.settings")
django = get_wsgi_application()

from zwgk.foundation.pagecache.wsgi import Kept  # noqa: E402  its rows need the applications above

application = django if os.environ.get("ZWGK_CACHE") == "off" else Kept(django)
