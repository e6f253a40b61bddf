"""Personal data is flagged, masked or rejected, as `pii` says; what is masked stands nowhere in a release."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

import pyarrow.parquet as pq
import pytest
from conftest import CopyOf, Project, Run, decide, rows

from pipeline import curate
from pipeline.arguments import BadSetting
from pipeline.audit.explain import explain
from pipeline.audit.site.site import write_site
from pipeline.audit.verify import verify
from pipeline.run.settings import Settings
from pipeline.schema import Reason

MAIL, OTHER_MAIL, PHONE, IBAN = "ana.lima@kettle.org", "bo@kettle.org", "212-664-7665", "GB94 BARC 1020 1530 0934 59"
HELD = (MAIL, "ana.lima", OTHER_MAIL, PHONE, "664-7665", "6647665", IBAN, "0934 59")
"""What must stand nowhere: each datum, and the end of it."""
PASTED = {
    "How do I reach the tea house?": f"Write to {MAIL}, or call {PHONE}. Again: {MAIL}; at night {OTHER_MAIL}.",
    f"Is {MAIL} right?": f"Yes, {MAIL} is.",
    "How is tea paid?": f"It is paid into {IBAN}. No ...",
    "How is tea made?": "Boil the water. Wait for four minutes.",
    "Who knows about the house in the hills?": f"Ask by mail. {PHONE} is hers.",
}
CITED = f"""<!doctype html><html><body><p>It is paid into {IBAN}. No cash is taken. Ask {OTHER_MAIL} about it.</p>
<p>Ask by mail. {PHONE} is hers.</p></body></html>"""
MARKED = json.dumps(
    {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": "Who is the owner?",
                "acceptedAnswer": {"@type": "Answer", "text": f"<p>Ana, <a href='mailto:{MAIL}'>{MAIL}</a>.</p>"},
            },
            {"@type": "Question", "name": f"Nobody answers {MAIL}?", "acceptedAnswer": {"@type": "Answer"}},
        ],
    }
)


def pages(project: Project) -> None:
    blocks = (
        f"{question}\n\n{answer}\nTakedown request | [View complete answer on tea.org](https://tea.org/pay)\n\n\n"
        for question, answer in PASTED.items()
    )
    project.page("pasted.txt", f"All about {MAIL}\n\n\n", *blocks)
    project.page("cited.html", CITED)
    head = f'<head><link rel=license href="https://tea.org/ask?{MAIL}"></head>'
    script = f'<script type="application/ld+json">{MARKED}</script>'
    project.page("marked.html", f"<html>{head}<body>{script}</body></html>")
    project.index(
        "cited.html,https://tea.org/pay,2026-01-31,,", f"marked.html,https://tea.org/?from={MAIL},2026-01-31,,"
    )


def treated(project: Project, how: str = "flag", workers: int = 1) -> None:
    pages(project)
    curate(project.raw, project.out, pii=how, workers=workers)


FLAGGED = partial(treated, how="flag")
MASKED = partial(treated, how="mask")
REJECTED = partial(treated, how="reject")


def flags_of(project: Project) -> dict[str, str]:
    return {row["question"]: row["flags"] for row in rows(project, "records")}


def said(project: Project, version: str = "latest") -> str:
    """All that a release says: its tables row by row, and its other files."""
    texts = []
    for name, content in project.released(version).items():
        if name.endswith(".parquet"):
            texts.append(json.dumps(pq.read_table(project.release(version).folder / name).to_pylist(), default=str))
        else:
            texts.append(content.decode())
    return "\n".join(texts)


def leaked(text: str) -> list[str]:
    return [datum for datum in HELD if datum in text]


def test_records_are_flagged_and_counted(copy_of: CopyOf) -> None:
    project = copy_of(FLAGGED)
    assert flags_of(project)["How do I reach the tea house?"] == "pii_email pii_phone"
    assert flags_of(project)["How is tea made?"] == ""
    counts = project.release().manifest.counts
    assert (counts["pii_email"], counts["pii_phone"], counts["pii_iban"]) == (3, 2, 1)
    assert "pii_card" not in counts
    assert "pii" not in project.release().manifest.settings
    assert MAIL in said(project)


def test_masks_are_typed_and_stable(copy_of: CopyOf) -> None:
    project = copy_of(MASKED)
    said = {row["question"]: row["answer"] for row in rows(project, "records")}
    assert said["How do I reach the tea house?"] == (
        "Write to [EMAIL_1], or call [PHONE_1]. Again: [EMAIL_1]; at night [EMAIL_2]."
    )
    assert said["Is [EMAIL_1] right?"] == "Yes, [EMAIL_1] is."
    assert flags_of(project)["Is [EMAIL_1] right?"] == "pii_email"
    assert project.release().manifest.counts["pii_email"] == 3
    assert project.release().manifest.settings["pii"] == "mask"


@pytest.mark.parametrize("make", [MASKED, REJECTED], ids=["mask", "reject"])
def test_what_is_masked_stands_nowhere_in_a_release(copy_of: CopyOf, make: Callable[[Project], None]) -> None:
    project = copy_of(make)
    assert leaked(said(project)) == []
    assert project.release().manifest.rejected[Reason.NO_ANSWER] >= 1


def test_a_site_of_a_masked_release_holds_none_of_it(copy_of: CopyOf) -> None:
    project = copy_of(MASKED)
    write_site(folder=project.root / "site", out=project.out, raw=[project.raw])
    files = [path for path in (project.root / "site").rglob("*") if path.is_file()]
    assert files
    assert [(path.name, leaked(path.read_bytes().decode("utf-8", "replace"))) for path in files] == [
        (path.name, []) for path in files
    ]


@pytest.mark.parametrize("make", [FLAGGED, MASKED, REJECTED], ids=["flag", "mask", "reject"])
def test_the_evidence_is_read_again(copy_of: CopyOf, make: Callable[[Project], None]) -> None:
    project = copy_of(make)
    verdict = verify(out=project.out, raw=project.raw)
    assert verdict[1:3] == ([], [])
    assert verdict.locators == verdict.sightings > 0


def test_evidence_that_changed_is_found_behind_a_mask(copy_of: CopyOf) -> None:
    project = copy_of(MASKED)
    page = project.raw / "pasted.txt"
    page.write_text(page.read_text().replace("Write to", "Mail to"))
    assert verify(out=project.out, raw=project.raw).missing == ("pasted.txt",)


def test_what_cited_pages_say_is_compared_behind_the_masks(copy_of: CopyOf) -> None:
    project = copy_of(MASKED)
    support = {row["question"]: row["support"] for row in rows(project, "records")}
    assert support["Who knows about the house in the hills?"] == "found"
    [full] = [row["full_answer"] for row in rows(project, "support") if row["full_answer"]]
    assert full == "It is paid into [IBAN_1]. No cash is taken. Ask [EMAIL_1] about it."
    passages = {row["passage"] for row in rows(project, "support")}
    assert "[PHONE_1] is hers" in " ".join(passage for passage in passages if passage)


def test_pairs_are_rejected_with_a_reason_that_does_not_repeat_them(copy_of: CopyOf) -> None:
    project = copy_of(REJECTED)
    assert flags_of(project) == {"How is tea made?": ""}
    texts = [row["text"] for row in rows(project, "rejected") if row["reason"] == Reason.PERSONAL_DATA]
    assert "Is [EMAIL_1] right?\n\nYes, [EMAIL_1] is." in texts
    assert project.release().manifest.rejected[Reason.PERSONAL_DATA] == len(texts) == 5


@pytest.mark.parametrize("how", ["mask", "reject"])
def test_the_same_bytes_come_of_one_worker_and_two(project: Project, how: str) -> None:
    treated(project, how)
    one = project.released()
    curate(project.raw, project.root / "again", pii=how, workers=2, cache=False)
    again = project.root / "again" / "1.0.0"
    assert {name: (again / name).read_bytes() for name in one} == one


def test_a_later_run_reads_again_under_another_setting_and_says_nothing_of_before(copy_of: CopyOf) -> None:
    project = copy_of(FLAGGED)
    curate(project.raw, project.out, pii="mask", workers=1, allow_loss=True)
    assert project.release().version == "2.0.0"
    assert leaked(said(project)) == []
    assert project.release().manifest.change["reworded"] >= 4
    assert not curate(project.raw, project.out, pii="mask", workers=1).is_new


def test_what_people_write_is_masked(copy_of: CopyOf) -> None:
    project = copy_of(MASKED)
    [record] = [row for row in rows(project, "records") if row["question"] == "How is tea made?"]
    decide(
        project,
        {"action": "edit", "id": record["id"], "field": "answer", "value": f"Ask {MAIL}.", "by": MAIL, "reason": PHONE},
    )
    curate(project.raw, project.out, pii="mask", workers=1)
    assert project.release().version != "1.0.0"
    assert leaked(said(project)) == []
    assert {row["question"]: row["answer"] for row in rows(project, "records")}["How is tea made?"] == "Ask [EMAIL_1]."
    assert verify(out=project.out, raw=project.raw).problems == []


def test_cut_answers_are_completed_without_what_their_pages_hold(project: Project) -> None:
    pages(project)
    curate(project.raw, project.out, pii="mask", complete_snippets=True, workers=1)
    answers = {row["question"]: (row["answer"], row["flags"]) for row in rows(project, "records")}
    assert answers["How is tea paid?"] == (
        "It is paid into [IBAN_1]. No cash is taken. Ask [EMAIL_1] about it.",
        "completed pii_email pii_iban",
    )
    assert leaked(said(project)) == []
    assert verify(out=project.out, raw=project.raw).problems == []


@pytest.mark.parametrize("make", [MASKED, REJECTED], ids=["mask", "reject"])
def test_explain_shows_no_line_that_holds_any(copy_of: CopyOf, make: Callable[[Project], None]) -> None:
    project = copy_of(make)
    found = [explain(row["id"], out=project.out, raw=project.raw) for row in rows(project, "records")]
    lines = [line.text for each in found for evidence in each.evidence for line in evidence.lines]
    assert lines
    assert leaked("\n".join(lines)) == []


def test_an_address_that_names_somebody_is_not_released(copy_of: CopyOf) -> None:
    project = copy_of(MASKED)
    urls = {row["path"]: row["url"] for row in rows(project, "documents")}
    assert urls["marked.html"] is None
    assert "EMAIL_1" in " ".join(str(row["rights"]) for row in rows(project, "documents"))
    assert urls["cited.html"] == "https://tea.org/pay"


def test_the_command_and_the_file_of_options_take_the_setting(project: Project, qamill: Run) -> None:
    pages(project)
    assert qamill(project, "curate", "--pii", "mask").exit_code == 0
    assert project.release().manifest.settings["pii"] == "mask"
    (project.root / "qamill.toml").write_text('[options.curate]\npii = "reject"\n')
    assert qamill(project, "curate", "--allow-loss").exit_code == 0
    assert project.release().manifest.settings["pii"] == "reject"
    assert qamill(project, "curate", "--pii", "hide").exit_code == 2


def test_another_word_is_refused() -> None:
    with pytest.raises(BadSetting, match="pii cannot be 'hide': it must be one of flag, mask, reject"):
        Settings(pii="hide")
