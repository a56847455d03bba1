"""`python -m zwgk …` is `zwgk …`."""

import sys

from zwgk.surfaces.cli.main import main

sys.exit(main())
