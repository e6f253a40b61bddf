"""Pages to measure with: the seed page again and again, every copy with other words."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

SEED = Path(__file__).parent.parent / "raw" / "therapists-texting.txt"
PAIRS_A_PAGE = 24
_WORD = re.compile(r"[a-z]{4,}")


def pages(count: int, seed: int = 1) -> Iterator[str]:
    """Yield pages of the seed page's form; about a third of the longer words differ from copy to copy."""
    text = SEED.read_text(encoding="utf-8")
    attributions = ("Takedown", "request", "View", "complete", "answer")
    vocabulary = sorted(set(_WORD.findall(text)) - set(attributions))
    for number in range(count):
        draw = random.Random(f"{seed}-{number}")
        swaps = {word: draw.choice(vocabulary) + str(number % 97) for word in vocabulary if draw.random() < 0.3}
        yield "\n".join(
            line if line.startswith("Takedown") else _WORD.sub(lambda m, s=swaps: s.get(m.group(), m.group()), line)  # type: ignore[misc]
            for line in text.split("\n")
        )


def write_pages(folder: Path, count: int, seed: int = 1) -> int:
    """Write pages into a folder and return their size in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for number, page in enumerate(pages(count, seed)):
        size += (folder / f"page-{number:06d}.txt").write_bytes(page.encode())
    return size
