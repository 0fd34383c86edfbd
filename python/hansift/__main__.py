"""`python -m hansift` is the command line `hansift`."""

import sys

from hansift.cli import main

if __name__ == "__main__":
    sys.exit(main())
