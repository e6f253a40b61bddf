"""The passages of a release that say most about a question, each with its citation.

Run it in a folder with a release: `python examples/passages.py "May a therapist text me?"`. The passages are those of
`qamill export rag`; the ranking is BM25, in a few lines, where a real system would ask its vector store.
"""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
from collections import Counter

_SATURATION, _LENGTH = 1.5, 0.75  # k1 and b of BM25 (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009)


def passages() -> list[dict[str, str]]:
    """Return the passages of the newest release that a page may still give."""
    command = [sys.executable, "-m", "qamill", "export", "rag", "--current", "-o", "-", "--quiet"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    return [json.loads(line) for line in lines.splitlines()]


def best(question: str, among: list[dict[str, str]], count: int = 3) -> list[dict[str, str]]:
    """Return the passages that say most about a question, the best first."""
    texts = [Counter(_words(passage["text"])) for passage in among]
    usual = sum(text.total() for text in texts) / len(texts)
    scores = [0.0] * len(among)
    for word in set(_words(question)):
        having = sum(word in text for text in texts)
        rarity = math.log(1 + (len(texts) - having + 0.5) / (having + 0.5))
        for at, text in enumerate(texts):
            slope = _SATURATION * (1 - _LENGTH + _LENGTH * text.total() / usual)
            scores[at] += rarity * text[word] * (_SATURATION + 1) / (text[word] + slope)
    return [among[at] for at in sorted(range(len(among)), key=lambda at: -scores[at])[:count]]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def main(question: str = "Can my therapist text me?") -> None:
    """Print the best passages for a question."""
    print(question)
    for passage in best(question, passages()):
        print(f"\n{passage['text'][:160]}\n  {passage['id']} {passage['source']}")


if __name__ == "__main__":
    main(*sys.argv[1:])
