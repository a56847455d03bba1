"""What the server loads: `granian --interface wsgi zwgk.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwgk.config.settings")
application = get_wsgi_application()
