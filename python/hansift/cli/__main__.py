"""`python -m hansift.cli`."""

import sys

from hansift.cli import main

sys.exit(main())
