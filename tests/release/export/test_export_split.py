"""Laws of a split: no record changes its side, and nothing is on both."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import Project
from exported import made_up
from hypothesis import given
from hypothesis import strategies as st

from pipeline.release.export import shared_keys
from pipeline.release.export.errors import BadShares
from pipeline.release.export.minhash import near_keys
from pipeline.release.export.rows import Rows
from pipeline.release.export.shared_keys import SharedKeys, are_several
from pipeline.release.export.split import Split, shares_of, split
from pipeline.text.digest import digest

HALVES = shares_of("train=0.5,test=0.5")
DOMAINS = [f"d{number}.org" for number in range(40)]
TRAIN, TEST = ([domain for domain in DOMAINS if HALVES.side_of(domain) == side] for side in (0, 1))
LONG = "It depends on the weather and the road, and on how many people come along with you on that day of the week."


def asked(question: str, domain: str, answer: str = "Yes, it is.") -> dict[str, Any]:
    return {"question": question, "answer": answer, "source": domain, "source_domain": domain}


def divided(
    seed: Project, records: list[dict[str, Any]], sightings: list[Any] | None = None, merged: list[Any] | None = None
) -> tuple[Split, dict[str, int]]:
    """Return a split into halves, and the side of each question that is kept."""
    with tempfile.TemporaryDirectory() as name:
        release = made_up(seed, Path(name) / "out", records, sightings or (), merged or ())
        done = split(Rows(release), HALVES, Path(name))
        rows = Rows(release, done.kept, done.sides, HALVES.names)
        kept = {row["question"]: row for piece in rows.pieces() for row in piece.to_pylist()}
    return done, {question: HALVES.names.index(row["split"]) for question, row in kept.items()}


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("train", "no number"),
        ("train=0.9", "1 sides"),
        ("train=0.9,test=0.2", "come to 1.1"),
        ("train=0.9,train=0.1", "twice"),
        ("Train=0.9,test=0.1", "no name"),
        ("../x=0.9,test=0.1", "no name"),
        ("train=1,test=0", "between 0 and 1"),
        ("train=nan,test=0.1", "no number"),
        ("train=1/0,test=0.1", "no number"),
    ],
)
def test_shares_that_make_no_split_are_refused(written: str, why: str) -> None:
    with pytest.raises(BadShares, match=why):
        shares_of(written)


def test_shares_are_taken_exactly() -> None:
    assert shares_of("a=0.1,b=0.2,c=0.7").ends[-1] == 1


@given(st.lists(st.sampled_from(DOMAINS), max_size=12), st.lists(st.sampled_from(DOMAINS), max_size=12))
def test_no_record_changes_its_side_as_data_grows(seed: Project, before: list[str], more: list[str]) -> None:
    def records(domains: list[str]) -> list[dict[str, Any]]:
        return [asked(f"Is number {n} a {domain} of words{n}?", domain) for n, domain in enumerate(domains)]

    _, one = divided(seed, records(before))
    _, both = divided(seed, records([*before, *more]))
    assert all(one[question] == side for question, side in both.items() if question in one)


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(DOMAINS)), max_size=15, unique=True))
def test_no_question_is_on_both_sides_and_all_are_counted(seed: Project, pairs: list[tuple[str, str]]) -> None:
    records = [asked(f"Is {letter * 5} it?", domain, f"{domain} says so") for letter, domain in pairs]
    done, _ = divided(seed, records)
    sides: dict[str, set[int]] = {}
    for letter, domain in pairs:
        sides.setdefault(letter, set()).add(HALVES.side_of(domain))
    assert done.kept.sum() + sum(done.left_out.values()) == len(records)
    assert done.kept.sum() <= sum(len(sides[letter]) == 1 for letter, _ in pairs)
    assert done.left_out["its question"] == sum(len(sides[letter]) > 1 for letter, _ in pairs)


def test_the_order_of_records_does_not_matter(seed: Project) -> None:
    records = [asked(f"Is {n % 3} it?", domain, f"{n}") for n, domain in enumerate(DOMAINS)]
    assert divided(seed, records)[1] == divided(seed, records[::-1])[1]


def test_a_near_copy_on_the_other_side_is_left_out(seed: Project) -> None:
    near = [asked("How far is it to the lake?", TRAIN[0], LONG), asked("How far is it to the sea?", TEST[0], LONG)]
    done, sides = divided(seed, [*near, asked("Is there a bus?", TEST[1])])
    assert sides == {"Is there a bus?": 1}
    assert done.left_out == {"a merged copy": 0, "its question": 0, "a near copy": 2}


def test_a_near_copy_on_the_same_side_stays(seed: Project) -> None:
    near = [asked("How far is it to the lake?", TRAIN[0], LONG), asked("How far is it to the sea?", TRAIN[1], LONG)]
    assert len(divided(seed, near)[1]) == 2


def test_a_record_whose_copy_is_cited_from_the_other_side_is_left_out(seed: Project) -> None:
    row = asked("Is it far?", TRAIN[0])
    id = digest(row["question"], row["answer"])
    sightings = [{"id": id, "source": TRAIN[0]}, {"id": id, "source": f"www2.{TEST[0]}"}]
    done, sides = divided(seed, [row], sightings)
    assert sides == {}
    assert done.left_out["a merged copy"] == 1


def test_the_question_of_a_merged_copy_counts_as_the_records_own(seed: Project) -> None:
    kept, other = asked("Is it far away?", TRAIN[0], LONG), asked("Is it far off?", TEST[0], "No.")
    other["question_id"] = digest("is it far off")
    id = digest(kept["question"], kept["answer"])
    done, sides = divided(seed, [kept, other], [], [{"kept_id": id, "question": "Is it far off?", "id": id}])
    assert sides == {}
    assert done.left_out["its question"] == 2


def test_a_domain_that_dominates_is_told(seed: Project) -> None:
    done, _ = divided(seed, [asked(f"Is it {n}?", TRAIN[0], f"{n}") for n in range(9)] + [asked("Why?", TEST[0])])
    assert done.dominating == (TRAIN[0], 0.9)
    assert divided(seed, [asked(f"Is it {n}?", domain) for n, domain in enumerate(DOMAINS)])[0].dominating is None


def test_shares_come_out_about_as_asked() -> None:
    shares = shares_of("train=0.9,test=0.1")
    on_train = sum(shares.side_of(f"site{number}.org") == 0 for number in range(4_000))
    assert 0.88 < on_train / 4_000 < 0.92


@given(st.lists(st.tuples(st.integers(0, 2**64 - 1), st.integers(0, 5), st.sampled_from([1, 2, 4])), max_size=30))
def test_shared_keys_are_found_as_by_comparing_all(rows: list[tuple[int, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        keys = SharedKeys(Path(name))
        for some in (rows[:10], rows[10:]):
            columns = zip(*some, strict=True) if some else ([], [], [])
            found, places, sides = (list(column) for column in columns)
            keys.add(np.array(found, np.uint64), np.array(places, np.uint32), np.array(sides, np.uint8))
        several = {int(place) for some in keys.on_several_sides() for place in some}
    assert several == {place for key, place, _ in rows if len({side for k, _, side in rows if k == key}) > 1}


def test_bits_are_counted() -> None:
    numbers = np.arange(256, dtype=np.uint8)
    assert are_several(numbers).tolist() == [number.bit_count() > 1 for number in range(256)]
    assert shared_keys._BUCKETS == 64  # the first six bits of a key


WORDS = st.lists(st.sampled_from("ab cd ef gh ij kl mn op qr st".split()), min_size=1, max_size=20).map(" ".join)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6))
def test_the_keys_of_a_record_do_not_depend_on_the_records_beside_it(pairs: list[tuple[str, str]]) -> None:
    together = np.array(list(near_keys(*zip(*pairs, strict=True))))
    for number, (question, answer) in enumerate(pairs):
        alone = np.array(list(near_keys([question], [answer])))
        assert (together[:, number] == alone[:, 0]).all()


def test_what_is_nearly_the_same_shares_a_key_and_what_is_not_does_not() -> None:
    words = [f"word{number}" for number in range(60)]
    one, two, three = " ".join(words), " ".join([*words[:30], "other", *words[31:]]), " ".join(words[::-1])
    keys = np.array(list(near_keys([""] * 3, [one, two, three])))
    assert (keys[:, 0] == keys[:, 1]).any()
    assert not (keys[:, 0] == keys[:, 2]).any()
