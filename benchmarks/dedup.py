"""Near-duplicates: ours beside other tools, on questions and answers with planted duplicates.

python benchmarks/dedup.py exact              against comparing all with all
python benchmarks/dedup.py tools [RECORDS]    beside other tools, each in a process of its own
python benchmarks/dedup.py growth [RECORDS]   200,000, 1,000,000 and RECORDS
python benchmarks/dedup.py cuts               copies with one edit, cut after 30, 50, 70 and 90 % of their words
python benchmarks/dedup.py farms              10,000 answers to one question: nearly one, and all different
python benchmarks/dedup.py known              50,000 new records beside 1,000,000 that are known
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import checkout
import pyarrow as pa
import pyarrow.parquet as pq
from duplicates.apart import TOOLS, run_apart
from duplicates.corpus import Source, corpus_table, cut, edited, write_corpus
from duplicates.ours import ours_alone, with_blocks
from duplicates.truth import THRESHOLD, Removed, families, is_alike, is_one, member, removed

from pipeline.dedup.near.keep import merge_block
from pipeline.dedup.near.match import match
from pipeline.dedup.near.member import Member
from pipeline.dedup.near.similar import Threshold


def exact(folder: Path, records: int = 4_000) -> None:
    """Compare all with all, without blocks, and ours with that."""
    path = write_corpus(folder / "exact.parquet", records)
    corpus = pq.read_table(path)
    ids, questions, answers = (corpus.column(name).to_pylist() for name in ("id", "question", "answer"))
    everyone = [member(n, *texts) for n, texts in enumerate(zip(questions, answers, strict=True))]
    ours = {ids.index(id) for id in ours_alone(path)}
    for name, truth in (("alike", is_alike), ("one, by the guards", is_one)):
        whole, planted = removed([everyone], truth), removed(families(corpus), truth)
        print(f"{records:,} records, all with all, {name}: {len(whole.perfect):,} to remove,", end=" ")
        print("all" if whole == planted else "not all", "within planted families;", end=" ")
        print(f"ours removes {len(ours & whole.perfect):,} of them and {len(ours - whole.perfect):,} others")


def tools(folder: Path, records: int = 200_000, *names: str) -> None:
    """Print a table of all tools, or of those that are named."""
    path = write_corpus(folder / f"{records}.parquet", records)
    corpus = pq.read_table(path)
    number_of = {id: number for number, id in enumerate(corpus.column("id").to_pylist())}
    groups = families(corpus)
    truths = [removed(groups, truth) for truth in (is_alike, is_one)]
    at_threshold, by_guards = (len(truth.perfect) for truth in truths)
    print(f"{records:,} records; {at_threshold:,} to remove at the threshold, {by_guards:,} by the guards")
    print(
        f"{'':<28}{'records/s':>10}{'CPU s':>8}{'MB':>8}   recall, precision, wrong: at the threshold | by the guards"
    )
    for tool in names or TOOLS:
        outcome = run_apart(tool, path)
        if isinstance(outcome, str):
            print(f"{tool:<28}{'missing':>10}: {outcome[:110]}", flush=True)
        else:
            gone = {number_of[item] if isinstance(item, str) else item for item in outcome.removed}
            scores = " | ".join(_score(gone, truth) for truth in truths)
            rate = records / outcome.seconds
            print(f"{tool:<28}{rate:>10,.0f}{outcome.work:>8.1f}{outcome.megabytes:>8,.0f}   {scores}", flush=True)


def _score(gone: set[int], truth: Removed) -> str:
    """Recall among the records to remove; precision: who was removed has a duplicate at all."""
    wrong = len(gone - truth.paired)
    precision = 1 - wrong / len(gone) if gone else 1.0
    return f"{len(gone & truth.perfect) / len(truth.perfect):.5f} {precision:.5f} {wrong:>7,}"


def growth(folder: Path, most: int = 1_000_000) -> None:
    """Print how long more and more records take."""
    for records in sorted({200_000, 1_000_000, most}):
        outcome = run_apart("ours, two processes", write_corpus(folder / "growth.parquet", records))
        if isinstance(outcome, str):
            raise SystemExit(outcome)
        rate, work = records / outcome.seconds, 1e6 * outcome.work / records
        print(f"{records:>10,} records: {outcome.seconds:.1f} s, {rate:,.0f} records/s,", end=" ")
        print(f"{work:.0f} us of one processor each, {outcome.megabytes:,.0f} MB", flush=True)


def farms(_: Path, records: int = 10_000) -> None:
    """Print how long it takes to tell the answers to one question apart."""
    source = Source(1)
    question, text = source.question(), source.answer()
    boilerplate = " ".join(source.word() for _ in range(40))
    kinds: dict[str, Callable[[], str]] = {
        "nearly one answer": lambda: edited(source, question, text)[1],
        "different answers": source.answer,
        "one boilerplate, half of the answer": lambda: f"{boilerplate}. {' '.join(source.word() for _ in range(40))}",
        "one boilerplate, four fifths of the answer": lambda: (
            f"{boilerplate}. {' '.join(source.word() for _ in range(10))}"
        ),
        "one template, another word in each": lambda: f"The rule in {source.draw.choice(source.rare)} is. {text}",
        "cut anywhere": lambda: cut(source, question, text + " " + source.answer())[1],
    }
    for name, answer in kinds.items():
        rows = [(f"{n:016x}", question, answer(), "", None, None, 0, "") for n in range(records)]
        start = time.process_time()
        decided = match(with_blocks(corpus_table(rows)))
        seconds = time.process_time() - start
        kept = records - len(decided.column("id").drop_null())
        print(f"{records:,} answers to one question, {name}: {seconds:.1f} CPU s, {kept:,} kept", flush=True)


def _with_word_added(source: Source, words: list[str]) -> None:
    words.insert(source.draw.randrange(len(words)), source.word())


def _with_word_left_out(source: Source, words: list[str]) -> None:
    words.pop(source.draw.randrange(len(words)))


def _with_word_replaced(source: Source, words: list[str]) -> None:
    words[source.draw.randrange(len(words))] = source.word()


def _with_word_mistyped(source: Source, words: list[str]) -> None:
    at = source.draw.choice([at for at, word in enumerate(words) if len(word) > 3])
    words[at] = f"{words[at][0]}{words[at][2]}{words[at][1]}{words[at][3:]}"


def cuts(_: Path, copies: int = 400) -> None:
    """Print how many edited copies of eight words or more are found when they are cut; where the edit is left, too."""
    for edit in (_with_word_added, _with_word_left_out, _with_word_replaced, _with_word_mistyped):
        for share in (0.3, 0.5, 0.7, 0.9):
            found = list(_found_cuts(edit, share, copies))
            print(f"{edit.__name__[6:].replace('_', ' ')}, cut after {share:.0%}:", end=" ")
            edited = [is_found for is_found, is_edited in found if is_edited]
            print(f"{sum(is_found for is_found, _ in found) / copies:.0%} found;", end=" ")
            print(f"of {len(edited)} with the edit before the cut {sum(edited) / len(edited):.0%}")


def _found_cuts(edit: Callable[[Source, list[str]], None], share: float, copies: int) -> Iterator[tuple[bool, bool]]:
    """Whether each copy is found, and whether it is edited before the cut."""
    source, made = Source(7), 0
    while made < copies:
        question, answer = source.question(), source.answer()
        words = answer.split()
        edit(source, words)
        words = words[: round(len(words) * share)]
        if len(words) < 8:
            continue
        made += 1
        both = (("a", answer), ("b", " ".join(words).rstrip(".") + " ..."))
        members = [Member(id, question, text, "", None, None) for id, text in both]
        yield len(list(merge_block(members, Threshold(THRESHOLD)))) == 1, answer.split()[: len(words)] != words


def known(folder: Path, records: int = 1_000_000, new: int = 50_000) -> None:
    """Print how long new records take beside known ones, in one process, against a full run."""
    pairs = with_blocks(pq.read_table(write_corpus(folder / "known.parquet", records + new)))
    order = pa.array(random.Random(0).sample(range(records + new), records))
    before = match(pairs.take(order))
    times = {}
    for name, earlier in (("full run", None), ("with what is known", before)):
        start = time.process_time()
        decided = match(pairs, earlier)
        times[name] = time.process_time() - start, decided
    same = times["full run"][1].equals(times["with what is known"][1])
    for name, (seconds, _) in times.items():
        print(f"{records:,} records and {new:,} new ones, {name}: {seconds:.1f} CPU s")
    print(f"the same result: {'yes' if same else 'NO'}")


PARTS: dict[str, Callable[..., None]] = {
    "exact": exact,
    "tools": tools,
    "cuts": cuts,
    "farms": farms,
    "known": known,
    "growth": growth,
}


def main(part: str = "", *arguments: str) -> None:
    """Run one part, or all."""
    with tempfile.TemporaryDirectory() as folder:
        for name in [part] if part else PARTS:
            print(f"-- {name}, {os.cpu_count()} cores", flush=True)
            PARTS[name](Path(folder), *(int(word) if word.isdigit() else word for word in arguments))


if __name__ == "__main__":
    main(*checkout.arguments(__doc__))
