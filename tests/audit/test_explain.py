"""Where a record comes from, in the raw lines of its pages."""

from __future__ import annotations

import errno
from itertools import pairwise

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import COST, EMAIL, TEXTING, Pair, Project, Run

from pipeline import load
from pipeline.audit.explain import Explanation, explain
from pipeline.release.errors import UnknownId
from pipeline.run import reread


def _id(project: Project, question: str) -> str:
    frame = load(out=project.out, engine="arrow")
    return str(dict(zip(frame.column("question").to_pylist(), frame.column("id").to_pylist(), strict=True))[question])


def _explain(project: Project, id: str) -> Explanation:
    return explain(id, "latest", project.out, project.raw)


def test_a_record_is_shown_with_every_sighting_and_the_raw_lines_around_it(history: Project) -> None:
    found = _explain(history, _id(history, TEXTING.question))
    assert found.record["question"] == TEXTING.question
    assert sorted(evidence.path for evidence in found.evidence) == ["first.txt", "second.txt"]
    for evidence in found.evidence:
        page = (history.raw / evidence.path).read_text().split("\n")
        assert [page[(number or 0) - 1] for number, _, _ in evidence.lines] == [line for _, line, _ in evidence.lines]
        assert [line for _, line, inside in evidence.lines if inside and line] == [TEXTING.question, TEXTING.answer]


def test_each_merge_is_explained_in_one_sentence(history: Project) -> None:
    found = _explain(history, _id(history, TEXTING.question))
    [sentence] = found.sentences()
    assert "word for word (exact); it differs in source" in sentence
    assert _explain(history, _id(history, EMAIL.question)).sentences() == []


@pytest.mark.parametrize("length", [4, 8, 16])
def test_the_first_digits_of_an_id_will_do(seed: Project, length: int) -> None:
    id = _id(seed, "Is Gmail HIPAA compliant?")
    assert _explain(seed, id[:length].upper()).record["id"] == id


@pytest.mark.parametrize("asked", ["", "abc", "ffffffffffffffff", "not an id", "19b8*", "1' or 1=1"])
def test_an_id_that_is_not_there_is_answered_with_what_an_id_is(seed: Project, asked: str) -> None:
    with pytest.raises(UnknownId, match="Ids are 16 hex digits"):
        _explain(seed, asked)


def test_digits_that_fit_two_records_are_refused(project: Project) -> None:
    project.page("page.txt", *(Pair(f"How much is {i}?", f"It is {i}.") for i in range(1500)))
    project.curate()
    ids = load(out=project.out, engine="arrow").column("id").to_pylist()
    start = next(a[:4] for a, b in pairwise(ids) if a[:4] == b[:4])
    with pytest.raises(UnknownId):
        _explain(project, start)


def test_the_id_of_a_merged_pair_leads_to_the_record_that_was_kept(project: Project) -> None:
    project.page("page.txt", TEXTING, TEXTING._replace(host="b.example.org"), COST)
    project.curate()
    file = project.release().table("merged")
    merged = pq.read_table(file)
    pq.write_table(merged.set_column(0, merged.schema.field("id"), pa.array(["0123456789abcdef"])), file)
    kept = _id(project, TEXTING.question)
    assert _explain(project, "0123456789abcdef").record["id"] == _explain(project, "0123").record["id"] == kept


def test_a_page_that_is_gone_leaves_the_sighting_without_lines(project: Project) -> None:
    page = project.page("page.txt", TEXTING)
    project.curate()
    page.unlink()
    [evidence] = _explain(project, _id(project, TEXTING.question)).evidence
    assert (evidence.path, evidence.lines) == ("page.txt", [])


def test_a_page_that_cannot_be_read_is_not_called_gone(
    project: Project, qamill: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.page("page.txt", TEXTING)
    project.curate()

    def refuse(location: bytes) -> object:
        raise PermissionError(errno.EACCES, "Permission denied", location)

    monkeypatch.setattr(reread, "open_file", refuse)
    shown = qamill(project, "explain", _id(project, TEXTING.question)).stdout
    assert "(the page cannot be read: Permission denied)" in shown
    assert "not in raw/" not in shown


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_lines_are_numbered_as_an_editor_numbers_them(project: Project, end: str) -> None:
    project.page("page.txt", "".join(map(str, [EMAIL, TEXTING])).replace("\n", end))
    project.curate()
    [evidence] = _explain(project, _id(project, TEXTING.question)).evidence
    assert [(number, line) for number, line, inside in evidence.lines if inside and line] == [
        (7, TEXTING.question),
        (9, TEXTING.answer),
    ]


def test_of_a_page_in_one_line_the_part_with_the_evidence_is_shown(project: Project) -> None:
    flat = " ".join(
        " ".join(str(pair).split()) for pair in [*(Pair(f"How much is {i}?", f"It is {i}.") for i in range(90)), COST]
    )
    project.page("page.txt", flat)
    project.curate()
    [evidence] = _explain(project, _id(project, COST.question)).evidence
    [(number, line, inside)] = evidence.lines
    assert (number, inside) == (1, True)
    assert f"{COST.question} {COST.answer}" in line
    assert line.startswith("...")
    assert len(line) < 600


WHOLE = "Records are kept for seven years after the last session, or until a child comes of age, whichever is later."
MERGES = {
    "near": (
        WHOLE.replace("or until", "until"),
        ' is 88% the same (near); it differs in answer: lacks "or".',
    ),
    "truncated": (
        "Records are kept for seven years ...",
        ' is a cut copy of it, 44% the same (truncated); it differs in answer: lacks "after", "the", "last", "session",'
        ' "or" and 9 more.',
    ),
}


@pytest.mark.parametrize("method", MERGES)
def test_a_near_duplicate_is_explained_by_the_words_that_differ(project: Project, method: str) -> None:
    answer, expected = MERGES[method]
    asked = Pair("How long do therapists keep records?", WHOLE)
    project.page("page.txt", asked, asked._replace(answer=answer))
    project.curate()
    [sentence] = _explain(project, _id(project, asked.question)).sentences()
    assert sentence.partition("of page.txt")[2] == expected
