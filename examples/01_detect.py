"""Which encoding are these bytes in? How sure is that, and what else could they be?"""

from pathlib import Path

import hansift

PAGES = Path(__file__).parent / "pages"

for path in sorted(PAGES.iterdir()):
    found = hansift.detect(path.read_bytes())
    others = ", ".join(f"{guess.encoding} {guess.confidence:.0%}" for guess in found.alternatives[:2])
    print(f"{path.name:30} {found.encoding:12} {found.confidence:4.0%}  {found.language or '':4} {others and 'else: ' + others}")
