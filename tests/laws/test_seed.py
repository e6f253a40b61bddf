"""The first real page: every one of its 24 pairs, word for word, and the heading that belongs to nobody."""

from __future__ import annotations

import csv

import pytest
from builders import SEED_PAGE
from conftest import Project

from pipeline import load
from pipeline.audit.verify import verify

PAGE = SEED_PAGE.read_bytes().decode()

# question, first and last words of the answer, cited host, flags: as a person reads the page
EXPECTED = [
    ("Can therapists text clients?", "Many therapists use texting", "in therapy itself.", "psychologytoday.com", ""),
    ("Can therapists text patients?", "Both California law and the", "confidential information.", "camft.org", ""),
    ("Is it a good idea for therapists to text with clients?", "d. A counselor will want to", "when using texting.",
     "counseling.org", "list_marker"),
    ("Can therapists email clients?", "While no California law", "pertaining to this issue.", "camft.org", ""),
    ("Can therapists contact former clients?", "Standard A. 6. e., Nonprofessional", "harmful to the client.",
     "ct.counseling.org", ""),
    ("How long before a therapist can date a client?", "(a) Psychologists do not", "most unusual circumstances.",
     "apa.org", "list_marker"),
    ("Why Your therapist can't be your friend?", "It is not that therapists", "the clients' best interests.",
     "goodtherapy.org", ""),
    ("Can a therapist use Gmail?", "HIPAA-Compliant Email for Therapists\n\nPremium Gmail/Gsuite",
     "some users find it clunky to use.", "goodtherapy.org", "snippet_title"),
    ("Do I need HIPAA compliant email therapist?", "All therapists operating", "to and from their clients.",
     "empathysites.com", ""),
    ("When a counselor communicates with a client using email?", "When a counselor communicates with a client",
     "in their work with clients...", "quizlet.com", "truncated"),
    ("Can I contact my therapist between sessions?", "Typically, practitioners", "or other electronic means.",
     "cphins.com", ""),
    ("Do therapists think about me between sessions?", "Your therapist's relationship", "she made during a session.",
     "psychologytoday.com", ""),
    ("Should my therapist check on me?", "It's important for your", "based on your feedback.", "nami.org", ""),
    ("What happens when you text 741741?", "After you text BRAVE to the", "connect you to help locally.",
     "activeminds.org", ""),
    ("Are texts part of the medical record?", "Any text message that involves", "into, your medical record.",
     "hipaasecurenow.com", ""),
    ("Is talking to a therapist confidential?", "Is Therapy Confidential? In almost", "to keep your records private.",
     "goodtherapy.org", ""),
    ("Is Gmail HIPAA compliant?", "Google offers Gmail for free", "intended for personal use.", "hipaajournal.com", ""),
    ("Is Gmail suite HIPAA compliant?", "Google's official statement", "certain requirements are met.",
     "spinbackup.com", ""),
    ("How can I make my cell phone HIPAA compliant?", "News\n1. Activate Phone Passcode.",
     "\n4. Download an Encryption App.", "omic.com", "snippet_title truncated"),
    ("How do you address a therapist in an email?", "This may seem simple, but", "of the therapist's pronouns.",
     "rightfitcounseling.com", ""),
    ("Is Google meets HIPAA compliant?", "So YES, you can use Google", "for HIPAA compliant telehealth.",
     "adeliarisk.com", ""),
    ("Can I use Google Voice for my private practice?", "You can never, ever use any", "to email, document storage.",
     "paperlesslactation.com", ""),
    ("Can therapists be Facebook friends with clients?", "There's no ethics code that", "clients as Facebook friends.",
     "goodtherapy.org", ""),
    ("Can two friends see the same therapist?",
     "Legally, Therapists Can See Two People Who Know Each Other\n\nThere is no law that", "may not even be a choice.",
     "blackfemaletherapists.com", "snippet_title"),
]  # fmt: skip


@pytest.fixture(scope="session")
def records(seed: Project) -> dict[str, dict[str, str]]:
    """The released records by their question, as a plain CSV reader sees them."""
    with seed.release().file("records.csv").open(encoding="utf-8", newline="") as stream:
        return {row["question"]: row for row in csv.DictReader(stream)}


def test_the_seed_page_holds_these_24_questions_and_no_other(records: dict[str, dict[str, str]], seed: Project) -> None:
    assert sorted(records) == sorted(question for question, *_ in EXPECTED)
    assert seed.release().manifest.counts["records"] == len(EXPECTED) == 24


@pytest.mark.parametrize(
    ("question", "opening", "ending", "host", "flags"), EXPECTED, ids=lambda value: str(value)[:30]
)
def test_each_pair_of_the_seed_page_is_released_as_it_stands_there(
    records: dict[str, dict[str, str]], question: str, opening: str, ending: str, host: str, flags: str
) -> None:
    row = records[question]
    assert row["answer"].startswith(opening)
    assert row["answer"].endswith(ending)
    assert (row["source"], row["flags"]) == (host, flags)


def test_every_word_of_the_seed_page_is_in_a_pair_or_in_what_was_rejected(
    records: dict[str, dict[str, str]], seed: Project
) -> None:
    released = [f"{row['question']} {row['answer']} {row['source']}" for row in records.values()]
    rejected = load(table="rejected", engine="arrow", out=seed.out).column("text").to_pylist()
    page = PAGE.replace("Takedown request", "").replace("View complete answer on", "").replace("|", "")
    assert sorted(" ".join([*released, *rejected]).split()) == sorted(page.split())


def test_the_video_title_is_rejected_with_its_text_and_its_place(seed: Project) -> None:
    [row] = load(table="rejected", engine="arrow", out=seed.out).to_pylist()
    start, end = map(int, row["locator"].removeprefix("chars=").split("-"))
    assert row["reason"] == "no_answer"
    assert row["text"] == PAGE[start:end] == "Therapist Secrets: What Your Therapist REALLY Thinks About YOU!"


def test_the_list_stands_one_item_a_line(records: dict[str, dict[str, str]]) -> None:
    lines = records["How can I make my cell phone HIPAA compliant?"]["answer"].split("\n")
    assert [line.split()[0] for line in lines] == ["News", "1.", "2.", "3.", "4."]


def test_signs_that_carry_meaning_are_kept(records: dict[str, dict[str, str]]) -> None:
    answers = " ".join(row["answer"] for row in records.values())
    assert [sign for sign in ("$6/user/month", "@gmail.com", "“Required Login”", "relationships with former clients …")
            if sign not in answers] == []  # fmt: skip


def test_every_locator_of_the_seed_page_gives_its_pair_again(seed: Project) -> None:
    verdict = verify(out=seed.out, raw=seed.raw)
    assert (verdict.problems, verdict.notes, verdict.locators) == ([], [], 24)


def test_a_second_run_on_the_seed_page_releases_nothing(seed: Project) -> None:
    before = seed.files()
    assert not seed.curate().is_new
    assert seed.files() == before
