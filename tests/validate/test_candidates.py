"""Candidates into records, or a reason why not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from builders import candidate, document, record
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.parse.locators import read_spans, resolve_spans, span_locator
from pipeline.schema import Candidate, Reason, Rejected, Sighting, Stage
from pipeline.schema.pairs import Pairs
from pipeline.schema.record import Record, check_records, make_records
from pipeline.schema.tables import RECORDS, SIGHTINGS
from pipeline.text.fingerprint import fingerprint, pair_id, question_id
from pipeline.validate.candidates import validate, validate_all

NOON = datetime(2026, 1, 31, 12)


def valid(**changes: Any) -> Record:
    """Return the record of a candidate that must be sound."""
    judged = validate(candidate(**changes), document())
    assert not isinstance(judged, Rejected), judged
    return judged[0]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"question": "???"}, Reason.EMPTY_QUESTION),
        ({"question": ""}, Reason.EMPTY_QUESTION),
        ({"question": "\u200b\u00a0\x00"}, Reason.EMPTY_QUESTION),
        ({"answer": "..."}, Reason.EMPTY_ANSWER),
        ({"answer": " \n\n"}, Reason.EMPTY_ANSWER),
        ({"question": "Why?", "answer": "“WHY”"}, Reason.ANSWER_REPEATS_QUESTION),
        ({"source": "en."}, Reason.BAD_SOURCE),
        ({"source": ""}, Reason.BAD_SOURCE),
        ({"source": "localhost", "source_url": "http://localhost/a"}, Reason.BAD_SOURCE),
        ({"question": "Caf\udce9?"}, Reason.DAMAGED_TEXT),
        ({"answer": "Caf\udce9."}, Reason.DAMAGED_TEXT),
        # the first fault is the one that is named
        ({"question": "?", "answer": "", "source": ""}, Reason.EMPTY_QUESTION),
        ({"question": "\udce9", "answer": "", "source": ""}, Reason.DAMAGED_TEXT),
    ],
)
def test_what_cannot_be_a_triple_is_rejected_with_the_reason(changes: dict[str, str], reason: Reason) -> None:
    rejected = validate(candidate(**changes), document())
    assert isinstance(rejected, Rejected)
    assert (rejected.reason, rejected.stage, rejected.locator) == (reason, Stage.VALIDATE, candidate().locator)


_SOME = [
    candidate(),
    candidate(answer="..."),
    candidate(question="Warum ist der Tee so warm?", answer="Weil er gekocht wurde."),
    candidate(question="\udce9"),
    candidate(locator="chars=0-1,2-3"),
    candidate(source="en."),
]


@given(st.lists(st.sampled_from(_SOME), max_size=8))
def test_candidates_of_a_page_become_what_each_becomes_alone(some: list[Candidate]) -> None:
    alone = [validate(each, document()) for each in some]
    pairs, rejected = validate_all(some, document())
    assert pairs == [each for each in alone if not isinstance(each, Rejected)]
    assert rejected == [each for each in alone if isinstance(each, Rejected)]


def test_pairs_made_of_columns_are_those_of_which_these_were_made() -> None:
    [*pairs] = validate_all(_SOME, document()).pairs
    assert len(pairs) > 2
    assert Pairs.of(pairs) == pairs
    assert [pair.sighting.id for pair in pairs] == [pair.record.id for pair in pairs]


def test_pairs_are_equal_to_a_list_of_them_as_a_list_would_be() -> None:
    some, none = validate_all(_SOME, document()).pairs, validate_all([], document()).pairs
    assert none == []
    assert [*some] == some != [*some][1:]
    assert none != ""
    assert some != (*some,)


def test_a_rejection_holds_the_raw_text_and_a_bad_source() -> None:
    rejected = validate(candidate(question=" Why? ", answer="Because.", source="en."), document())
    assert isinstance(rejected, Rejected)
    assert rejected.text == " Why? \n\nBecause.\n\nen."


def test_a_record_is_clean_named_and_described() -> None:
    judged = validate(
        candidate(
            question="Is it\u00a0legal\n to text clients in the US?",
            answer="Yes:\n• by law\n• by  contract ...",
            source="https://www.CT.Counseling.org/x",
            source_url=" https://ct.counseling.org/x ",
        ),
        document(url="https://example.org/page", retrieved_at=NOON),
    )
    assert not isinstance(judged, Rejected)
    question, answer = "Is it legal to text clients in the US?", "Yes:\n- by law\n- by contract ..."
    assert judged[0] == Record(
        id=pair_id(fingerprint(question), fingerprint(answer)),
        question=question,
        answer=answer,
        source="ct.counseling.org",
        source_domain="counseling.org",
        source_url="https://ct.counseling.org/x",
        page_url="https://example.org/page",
        question_id=question_id(fingerprint(question)),
        question_type="yes_no",
        answer_type="list",
        language="en",
        flags="truncated",
        times_seen=1,
        sources_seen=1,
        first_seen=NOON,
        last_seen=NOON,
    )


def test_a_sighting_says_where_a_record_was_read() -> None:
    page = document(path="a/page.txt", url="https://example.org/page", retrieved_at=NOON)
    judged = validate(candidate(source_url="https://apa.org/x", source="apa.org"), page)
    assert not isinstance(judged, Rejected)
    found = candidate()
    assert judged[1] == Sighting(
        judged[0].id, page.key, "a/page.txt", "https://example.org/page", found.locator, found.format,
        "apa.org", "https://apa.org/x", NOON,
    )  # fmt: skip


def test_layout_case_and_punctuation_do_not_change_the_name_of_a_pair() -> None:
    one = valid(question="Is it so?", answer="It isn't 4.5%.")
    other = valid(question="IS IT SO", answer="It\u00a0isn’t\n4.5 %!", source="apa.org")
    assert (one.id, one.question_id) == (other.id, other.question_id)


def test_answers_to_one_question_share_its_name_and_keep_their_own() -> None:
    one, other = valid(answer="Yes."), valid(answer="No.")
    assert one.question_id == other.question_id
    assert one.id != other.id


def test_the_host_is_taken_from_the_link_where_the_text_names_none() -> None:
    assert valid(source="en.", source_url="https://en.wikipedia.org/wiki/Texting").source == "en.wikipedia.org"


@pytest.mark.parametrize("address", [None, "", "ftp://apa.org/x", "apa.org/x", "https://\udcff"])
def test_what_is_no_web_address_is_not_released_as_one(address: str | None) -> None:
    assert valid(source_url=address).source_url is None
    judged = validate(candidate(), document(url=address))
    assert not isinstance(judged, Rejected)
    assert judged[0].page_url is None


def test_control_characters_are_dropped_and_flagged() -> None:
    damaged = valid(answer="It is\x00 so\u202e.")
    assert damaged.answer == "It is so."
    assert damaged.flags == "control_characters"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("id", "0123"),
        ("id", "0123456789ABCDEF"),
        ("question", ""),
        ("answer", ""),
        ("source", ""),
        ("source_url", ""),
        ("flags", None),
        ("times_seen", 0),
        ("times_seen", "1"),
        ("sources_seen", 1.0),
        ("retrieved_at", "2026-01-31"),
        ("score", 1),
    ],
)
def test_a_record_takes_nothing_that_does_not_fit(column: str, value: object) -> None:
    with pytest.raises(ValidationError, match=column):
        record(**{column: value})


def test_a_record_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        record().answer = "Another."


def test_records_and_sightings_have_the_columns_of_their_tables_in_order() -> None:
    assert list(Record.model_fields) == RECORDS.names
    assert list(Sighting._fields) == SIGHTINGS.names


ANY = st.text(st.characters(exclude_categories=[]), max_size=30)


@given(ANY, ANY, ANY | st.just("apa.org"), st.none() | ANY | ANY.map("https://".__add__))
def test_any_candidate_is_a_record_or_is_rejected(question: str, answer: str, source: str, url: str | None) -> None:
    judged = validate(Candidate(question, answer, source, url, "chars=0-1,2-3", "attribution"), document())
    if isinstance(judged, Rejected):
        assert question in judged.text
        assert answer in judged.text
    else:
        made = judged[0]
        assert valid(question=made.question, answer=made.answer, source=made.source, source_url=None).id == made.id
        "".join(str(value) for value in made.__dict__.values()).encode()


# --- locators --------------------------------------------------------------------------------


def test_a_locator_leads_back_to_question_and_answer() -> None:
    text = "Why? Because. Ad. It is."
    locator = span_locator((0, 4), [(5, 13), (18, 24)])
    assert locator == "chars=0-4,5-13+18-24"
    assert read_spans(locator) == [[(0, 4)], [(5, 13), (18, 24)]]
    assert resolve_spans(text, locator) == ("Why?", "Because.\n\nIt is.")


@pytest.mark.parametrize("locator", ["", "jsonld=2#/a", "chars=", "chars=a-b", "chars=5", "0-4,5-6"])
def test_what_is_no_chars_locator_is_refused(locator: str) -> None:
    with pytest.raises(ValueError, match=r"locator|int"):
        read_spans(locator)


_COLUMNS = {name: [value] for name, value in record().model_dump().items()}


def test_records_of_columns_are_the_same_as_records_one_by_one() -> None:
    given = {name: values for name, values in _COLUMNS.items() if Record.model_fields[name].is_required()}
    check_records(given)
    [made], alone = make_records(given), Record(**{name: values[0] for name, values in given.items()})
    assert made == alone
    assert hash(made) == hash(alone)
    assert repr(made) == repr(alone)
    assert made.model_dump(exclude_unset=True) == alone.model_dump(exclude_unset=True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", "x"),
        ("question", ""),
        ("source_url", ""),
        ("support", ""),
        ("times_seen", 0),
        ("sources_seen", "1"),
        ("first_seen", "2026-01-31"),
        ("language", None),
        ("other", 1),
    ],
)
def test_a_column_is_checked_as_its_field_is(name: str, value: object) -> None:
    with pytest.raises(ValidationError):
        record(**{name: value})
    with pytest.raises(ValidationError):
        check_records({**_COLUMNS, name: [value]})


def test_a_record_lacks_no_column() -> None:
    with pytest.raises(ValidationError):
        check_records({name: values for name, values in _COLUMNS.items() if name != "flags"})
