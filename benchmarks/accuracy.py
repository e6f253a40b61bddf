"""How many pairs of real pages are found, and how many of those are right, judged pair by pair.

python benchmarks/accuracy.py [--markup] [-v]

The pages belong to their sites and lie outside the repository; `tests/expectations/pages.json` holds
what a reader found on each: `pairs`, the questions and the first words of their answers; `visible`,
those that a page with markup shows outside of it; and `either`, what one reader would call a pair and
another would not: it is neither missed nor extra.
"""

from __future__ import annotations

import argparse
import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import checkout  # noqa: F401

from pipeline import parse
from pipeline.text.fingerprint import fingerprint
from pipeline.text.lists import LIST_ITEM

REPOSITORY = Path(__file__).parent.parent
PAGES = REPOSITORY.parent / "shared" / "pages"
INDEX = PAGES / "index.json"
EXPECTATIONS = REPOSITORY / "tests" / "expectations" / "pages.json"
MISSING = "The real pages are not here (../shared/pages, seen from the repository): nothing is judged."

Mode = Literal["full", "markup"]
Group = Literal["markup", "visible", "trap"]
MARKUP_KINDS = ("jsonld", "microdata", "rdfa")
TRAP_KINDS = ("TRAP",)
NOT_PAGES = ("warc-sample",)

_LINK = re.compile(rb"<link\b[^>]{0,2000}", re.IGNORECASE)
_HREF = re.compile(rb"""\bhref=["']?(https?://[^"'\s>]+)""", re.IGNORECASE)


class Pair(NamedTuple):
    """A question and its answer, or the first words of it."""

    question: str
    answer: str

    def __str__(self) -> str:
        start = " ".join(self.answer.split())
        return f"{self.question} -> {start[:57] + '...' if len(start) > 60 else start}"


class Case(NamedTuple):
    """A page and what a reader found on it."""

    file: str
    kind: str
    pairs: tuple[Pair, ...]
    visible: tuple[Pair, ...]
    either: tuple[Pair, ...]

    @property
    def group(self) -> Group:
        """What the page is there to show."""
        if self.kind.startswith(TRAP_KINDS):
            return "trap"
        return "markup" if self.kind.startswith(MARKUP_KINDS) else "visible"

    def expected(self, mode: Mode) -> tuple[Pair, ...]:
        """The pairs that a mode has to find."""
        return self.pairs if mode == "markup" else self.pairs + self.visible


class Verdict(NamedTuple):
    """How the pairs that were found compare with those a reader found."""

    right: list[Pair]
    missed: list[Pair]
    extra: list[Pair]
    again: list[Pair]
    """Right pairs that were found twice in different words and not merged; they count once."""
    run_on: list[Pair]
    """Right pairs whose answer swallowed the next question."""

    @property
    def recall(self) -> float:
        """The share of the reader's pairs that were found; 1.0 where there are none."""
        return len(self.right) / (len(self.right) + len(self.missed)) if self.missed else 1.0

    @property
    def precision(self) -> float:
        """The share of the found pairs that are right; 1.0 where there are none."""
        return len(self.right) / (len(self.right) + len(self.extra)) if self.extra else 1.0


# --- what a reader found ---------------------------------------------------------------------


@cache
def cases() -> tuple[Case, ...]:
    """Return every page that was read, in the order of the index."""
    expectations = json.loads(EXPECTATIONS.read_text(encoding="utf-8"))
    index = json.loads(INDEX.read_text(encoding="utf-8"))
    return tuple(
        Case(entry["file"], entry["kind"], *(_pairs(expectations[entry["file"]], name) for name in Case._fields[2:]))
        for entry in index
        if entry["kind"] not in NOT_PAGES and entry["file"] in expectations
    )


def _pairs(expectation: dict[str, Any], name: str) -> tuple[Pair, ...]:
    return tuple(Pair(*pair) for pair in expectation.get(name, []))


# --- what is found ---------------------------------------------------------------------------


def extract(file: str, mode: Mode) -> list[Pair]:
    """Return the pairs that qamill finds on a page."""
    content = (PAGES / file).read_bytes()
    triples = parse(content, url=address(content, file), media_type="text/html", mode=mode)
    return [Pair(record.question, record.answer) for record in triples.records]


def address(content: bytes, file: str) -> str:
    """Return the address that a page gives itself, or one of ours."""
    canonical = next((link for link in _LINK.findall(content) if b"canonical" in link), b"")
    href = _HREF.search(canonical)
    return html.unescape(href[1].decode("ascii", "ignore")) if href else f"https://example.org/{file}"


# --- judging ---------------------------------------------------------------------------------


@cache
def verdict(case: Case, mode: Mode = "full") -> Verdict:
    """Judge what is found on a page."""
    return judge(case.expected(mode), extract(case.file, mode), case.either)


def judge(expected: Sequence[Pair], found: Sequence[Pair], either: Sequence[Pair] = ()) -> Verdict:
    """Match each expected pair with at most one found pair; what is left over was missed or is extra.

    >>> judge([Pair("Why?", "Because it")], [Pair("Why?", "- Because it is."), Pair("Who?", "Me.")])[:3]
    ([Pair(question='Why?', answer='- Because it is.')], [], [Pair(question='Who?', answer='Me.')])
    """
    left = _distinct(found)
    right, missed = [], []
    # Longest first: "No." must not take the answer that "No, not on Sundays" is there for.
    for golden in sorted(expected, key=lambda pair: -len(pair.answer)):
        match = next((pair for pair in left if is_right(pair, golden)), None)
        if match is None:
            missed.append(golden)
        else:
            left.remove(match)
            right.append(match)
    again = [pair for pair in left if any(is_right(pair, golden) for golden in expected)]
    extra = [pair for pair in left if not any(is_right(pair, golden) for golden in (*expected, *either))]
    questions = {fingerprint(golden.question) for golden in expected}
    return Verdict(right, missed, extra, again, [pair for pair in right if _runs_on(pair, questions)])


def is_right(found: Pair, golden: Pair) -> bool:
    """Whether a found pair has the golden question and an answer that begins like the golden one."""
    if fingerprint(found.question) != fingerprint(golden.question):
        return False
    start = fingerprint(golden.answer)
    return any(fingerprint(opening).startswith(start) for opening in _openings(found.answer))


def _openings(answer: str) -> Iterator[str]:
    """The answer from where it may begin: its first word, or behind a title line, or behind a list marker."""
    _, _, body = answer.partition("\n")
    for text in (answer, body.lstrip("\n")):
        yield text
        marker = LIST_ITEM.match(text)
        if marker:
            yield text[marker.end() :]


def _distinct(found: Sequence[Pair]) -> list[Pair]:
    return list({(fingerprint(pair.question), fingerprint(pair.answer)): pair for pair in found}.values())


def _runs_on(pair: Pair, questions: set[str]) -> bool:
    lines = {fingerprint(line) for line in pair.answer.split("\n")}
    return bool((lines & questions) - {fingerprint(pair.question)})


# --- adding up -------------------------------------------------------------------------------


def total(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict over several pages."""
    return Verdict(*([pair for pairs in parts for pair in pairs] for parts in zip(*verdicts, strict=True)))


def mean(shares: Sequence[float]) -> float:
    """Return the mean of the pages' shares: one page with 200 pairs weighs no more than one with two."""
    return sum(shares) / len(shares)


# --- telling ---------------------------------------------------------------------------------

COUNTS = ("pages", "expected", "found", "right", "missed", "extra", "again", "run on")


def main() -> None:
    """Print the table, and with -v each pair that went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--markup", action="store_true", help="judge schema.org markup alone, by mode=markup")
    parser.add_argument("-v", "--verbose", action="store_true", help="name every pair that went wrong, and its page")
    options = parser.parse_args()
    if not INDEX.is_file():
        print(MISSING)
        return
    mode: Mode = "markup" if options.markup else "full"
    judged = [(case, verdict(case, mode)) for case in cases() if mode == "full" or case.group == "markup"]
    print_table(judged)
    if options.verbose:
        for case, found in judged:
            print_faults(case, found)


def print_table(judged: Sequence[tuple[Case, Verdict]]) -> None:
    """Print a line for each kind of page, for each group of kinds, and for all pages."""
    lines: dict[str, list[Verdict]] = {}
    for name in ("kind", "group"):
        for case, found in judged:
            lines.setdefault(getattr(case, name) + (" pages in all" if name == "group" else ""), []).append(found)
    lines["in all"] = [found for _, found in judged]
    print(f"{'':32}" + "".join(f"{word:>9}" for word in COUNTS) + f"{'recall':>18}{'precision':>18}")
    for name, verdicts in lines.items():
        print_line(name, verdicts)
    print("Recall and precision: over all pairs, and in brackets the mean of the pages.")


def print_line(name: str, verdicts: Sequence[Verdict]) -> None:
    """Print the counts and shares of some pages."""
    sums = total(verdicts)
    right, missed, extra = len(sums.right), len(sums.missed), len(sums.extra)
    counts = (len(verdicts), right + missed, right + extra, right, missed, extra, len(sums.again), len(sums.run_on))
    recall = f"{sums.recall:.3f} ({mean([found.recall for found in verdicts]):.3f})"
    precision = f"{sums.precision:.3f} ({mean([found.precision for found in verdicts]):.3f})"
    print(f"{name:32}" + "".join(f"{count:>9}" for count in counts) + f"{recall:>18}{precision:>18}")


def print_faults(case: Case, found: Verdict) -> None:
    """Print each pair of a page that went wrong."""
    for word in ("missed", "extra", "again", "run_on"):
        for pair in getattr(found, word):
            print(f"{word.replace('_', ' '):8}{case.file}: {pair}")


if __name__ == "__main__":
    main()
