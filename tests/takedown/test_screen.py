"""Takedowns: what they keep out, in whatever disguise, and that they keep out nothing else."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable

import pytest
from builders import examples
from conftest import Pair, id_of
from disguises import disguises, more_disguises, pairs
from hypothesis import given
from hypothesis import strategies as st

from pipeline.takedown.errors import NotTakenDown
from pipeline.takedown.likeness import Sketch, Sketcher
from pipeline.takedown.made import Request, of_address, of_pair, of_text
from pipeline.takedown.rule import Kind, Rule, faults, wrong_pattern
from pipeline.takedown.screen import Screen

KEY = b"k" * 32
REQUEST = Request("asked by the author", "2026-11-26")


def screen(*made: Callable[[bytes], Rule]) -> Screen:
    rules = [make(KEY)._replace(number=number) for number, make in enumerate(made, 1)]
    assert not [why for rule in rules for why in faults(rule)]
    return Screen(rules, KEY)


def about(pair: Pair) -> Callable[[bytes], Rule]:
    return of_pair("", pair.question, pair.answer, REQUEST)


def test_no_disguise_brings_a_pair_back_and_no_other_pair_is_lost() -> None:
    several = pairs(200)
    guard = screen(*map(about, several))
    back = Counter(
        name for pair in several for name, other in disguises(pair) if guard.words(other.question, other.answer) is None
    )
    assert not back
    others = pairs(examples(10_000), seed=2)
    assert [pair for pair in others if guard.words(pair.question, pair.answer)] == []


def test_no_change_of_letters_blanks_or_sentences_brings_a_pair_back() -> None:
    several = pairs(50)
    guard = screen(*map(about, several))
    back = Counter(
        name
        for pair in several
        for name, other in more_disguises(pair)
        if not guard.words(other.question, other.answer)
    )
    assert not back


TOWNS = "Ada Bern Cork Dijon Essen Fano Ghent Halle Izmir Jena Kiel Linz".split()
IN_ARABIC, IN_JAPANESE = "القاهرة بيروت عمان دمشق بغداد".split(), "東京 大阪 京都 札幌 仙台".split()
FAMILIES = {
    "hours": [
        (
            f"What are the opening hours of {town}?",
            f"The office in {town} is open from {at}:00 to {at + 9}:30 on weekdays.",
        )
        for at, town in enumerate(TOWNS)
    ],
    "plans": [
        (f"How much is the {town} plan?", f"The {town} plan costs ${at}.50 a month, billed once a year.")
        for at, town in enumerate(TOWNS)
    ],
    "towns of one question": [
        ("What is the fee?", f"The fee in {town} is {at} francs for adults and {at + 2} for children.")
        for at, town in enumerate(TOWNS)
    ],
    "one beginning": [
        ("How do I apply?", f"Thank you for asking. Send the form to the {town} office, {at} {town} Road.")
        for at, town in enumerate(TOWNS)
    ],
    "whom to ask": [
        (
            f"Can I get help with forms in {town}?",
            "Please contact our support team by phone or e-mail about this today.",
        )
        for town in TOWNS
    ],
    "yes and no": [(f"Is {town} safe?", answer) for town in TOWNS for answer in ("Yes.", "No.")],
    "degrees": [
        ("Is it safe?", said) for said in ("Yes, it is safe.", "No, it is not safe.", "Nobody knows if it is.")
    ],
    "versions": [
        (f"What changed in version {a}.{b}?", f"Version {a}.{b} fixes {a + b} faults and adds a menu.")
        for a in range(1, 4)
        for b in range(1, 4)
    ],
    "Arabic": [
        (f"ما هي ساعات العمل في {town}؟", f"يفتح مكتب {town} من الساعة {at} حتى الساعة {at + 6} في أيام الأسبوع.")
        for at, town in enumerate(IN_ARABIC)
    ],
    "Japanese": [
        (f"{town}の営業時間は何時ですか？", f"{town}は午前{at}時から午後{at + 4}時まで営業しています。")
        for at, town in enumerate(IN_JAPANESE)
    ],
    "Chinese": [(asked, answer) for asked in ("可以退货吗？", "可以换货吗？") for answer in ("可以。", "不可以。")],
    "Thai": [(asked, answer) for asked in ("ปลอดภัยไหม", "ฟรีไหม") for answer in ("ใช่", "ไม่ใช่")],
}
"""Pairs that are each about something else, in the words of one template."""


@pytest.mark.parametrize("family", FAMILIES)
def test_of_pages_of_one_template_only_the_one_goes_that_was_taken_down(family: str) -> None:
    for taken in FAMILIES[family]:
        guard = screen(of_pair("", *taken, REQUEST))
        assert [said for said in FAMILIES[family] if guard.words(*said)] == [taken]


def test_a_disguise_is_known_by_the_rule_that_it_is_of() -> None:
    several = pairs(20)
    guard = screen(*map(about, several))
    for number, pair in enumerate(several, 1):
        assert {rule.number for _, each in disguises(pair) if (rule := guard.words(each.question, each.answer))} == {
            number
        }


SHORT = Pair("Is it safe?", "Yes.")
SAME = [
    (SHORT, Pair("IS IT SAFE", "yes!")),
    (SHORT, Pair("Is it safe?", "Yes, it is.")),
    (Pair("Ist das sicher?", "Ja, für Größen ab 5 m."), Pair("IST DAS SICHER?", "JA, FÜR GRÖSSEN AB 5 M.")),
    (Pair("Что это?", "Это река в горах, очень холодная."), Pair("Что это?", "Этo peка в гopaх, oчeнь xoлoднaя.")),
    (Pair("これは何ですか?", "山の中を流れるとても冷たい川です。"), Pair("これは何ですか?", "山の中を流れるとても…")),
]
SAME += [
    (Pair(asked, said), Pair(disguise(asked), disguise(said)))
    for asked, said in [
        ("What is -W dump of awk for?", "It writes a listing like that of an assembler."),
        ("What does !ok && --wait do?", "It waits until x != y, and *p | q is 5 mW."),
    ]
    for disguise in (str.upper, str.swapcase, str.lower, lambda text: text.replace(" ", "\u00a0"))
]
OTHER = [
    (SHORT, Pair("Is it safe?", "No.")),
    (SHORT, Pair("Is it legal?", "Yes.")),
    (Pair("When is the fair?", "The date of the 2027 fair will be told in late summer."),
     Pair("Is there a fee?", "The fee of the 2027 fair will be told in late summer.")),
]  # fmt: skip


@pytest.mark.parametrize(("taken", "said"), SAME)
def test_the_same_in_other_letters_is_kept_out(taken: Pair, said: Pair) -> None:
    assert screen(about(taken)).words(said.question, said.answer)


@pytest.mark.parametrize(("taken", "said"), OTHER)
def test_another_answer_or_another_question_stays(taken: Pair, said: Pair) -> None:
    assert screen(about(taken)).words(said.question, said.answer) is None


def test_a_passage_is_kept_out_of_any_answer() -> None:
    passage, other = pairs(2)
    guard = screen(of_text(passage.answer, REQUEST))
    assert guard.words("Quite another question?", f"{other.answer} {passage.answer}")
    assert guard.words("", passage.answer[: len(passage.answer) * 3 // 4])
    assert guard.words(other.question, other.answer) is None


@pytest.mark.parametrize(
    ("kind", "written", "kept_out", "left"),
    [
        (Kind.DOMAIN, "https://WWW.Example.org/faq", ["example.org", "http://a.b.EXAMPLE.org:8080/x"],
         ["notexample.org", "https://example.org.evil.net/", "https://example.com/?u=example.org"]),
        (Kind.DOMAIN, "bücher.example.net", ["https://xn--bcher-kva.example.net/"], ["example.net"]),
        (Kind.URL, "http://www.example.org/faq/?utm_source=x#top", ["https://example.org/faq"],
         ["https://example.org/faq2", "https://example.org/faq?a=1", "example.org"]),
        (Kind.URL, "https://m\u00fcnchen.example.org/x/../a b?q=a,b",
         ["https://xn--mnchen-3ya.example.org./a%20b?q=a%2Cb"], ["https://m\u00fcnchen.example.org/a b?q=b,a"]),
    ],
)  # fmt: skip
def test_a_site_or_a_page_is_known_in_every_spelling(
    kind: Kind, written: str, kept_out: list[str], left: list[str]
) -> None:
    guard = screen(of_address(kind, written, REQUEST))
    assert [each for each in kept_out if guard.address([each]) is None] == []
    assert [each for each in left if guard.address([each])] == []
    assert guard.pair("0" * 16, "Why?", "Because.", [None, kept_out[0]])


def test_a_pattern_and_an_id_keep_pairs_out() -> None:
    pair = pairs(1)[0]
    guard = screen(of_address(Kind.PATTERN, r"(?i)\bjane doe\b", REQUEST), of_pair(id_of(pair), *pair[:2], REQUEST))
    assert guard.words("Who is JANE DOE?", "A person.")
    assert guard.words("Who?", "Jane Doering") is None
    assert guard.pair(id_of(pair), "whatever", "else") is not None
    assert guard.words(*pair[:2]) is not None


@pytest.mark.parametrize("pattern", ["", "a*", "(", "x" * 1_001, ".*"])
def test_a_pattern_that_finds_everything_or_nothing_is_refused(pattern: str) -> None:
    rule = Rule(1, Kind.PATTERN, pattern, "", "", "", "why", "", "2026-11-26")
    assert [*faults(rule)]


@pytest.mark.parametrize("pattern", ["(a+)+$", r"(?:\w*\s)*Doe", "((ab|c+)d){10,}", "(?=(x*)*)y", "(?:a|(?:b+)){3,}?z"])
def test_a_pattern_that_may_never_end_is_refused(pattern: str) -> None:
    assert "for ever" in wrong_pattern(pattern)


@pytest.mark.parametrize(
    "pattern", [r"\bJane\s+(?:van\s+)?Doe\b", r"(?i)(?:ab+){2}", r"(?>(?:\w+\s)++)x", r"[\d-]{9,14}"]
)
def test_a_pattern_that_ends_is_taken(pattern: str) -> None:
    assert wrong_pattern(pattern) == ""


def test_a_reason_may_not_repeat_what_is_taken_down() -> None:
    rule = Rule(1, Kind.DOMAIN, "example.org", "", "", "", "the owner of Example.org asked", "", "2026-11-26")
    assert "repeats" in next(faults(rule))


def test_too_few_words_are_no_passage() -> None:
    with pytest.raises(NotTakenDown, match="fewer than 3 words"):
        of_text("Yes.", REQUEST)


def test_without_the_key_a_sketch_tells_nothing() -> None:
    pair = pairs(1)[0]
    ours, theirs = (Sketcher(key).sketch(pair.answer, Sketcher(key).answer(pair.answer)) for key in (KEY, b"z" * 32))
    assert ours.exact != theirs.exact
    assert not ours.hashes & theirs.hashes
    assert pair.answer.split()[0].encode() not in ours.written().encode()


@given(st.text(), st.text())
def test_any_text_can_be_looked_at_and_a_sketch_is_read_as_it_was_written(question: str, answer: str) -> None:
    sketcher = Sketcher(KEY)
    if hashes := sketcher.answer(answer):
        sketch = sketcher.sketch(answer, hashes)
        assert Sketch.read(sketch.written()) == sketch
    screen(about(pairs(1)[0])).words(question, answer)


@given(st.text(min_size=1))
def test_a_pair_with_words_is_always_kept_out_by_its_own_rule(answer: str) -> None:
    if Sketcher(KEY).answer(answer):
        assert screen(of_pair("", "What is it?", answer, REQUEST)).words("What is it?", answer)


def test_a_long_text_is_known_from_a_sample_of_it() -> None:
    long = Pair("What is the whole story?", " ".join(pair.answer for pair in pairs(100)))
    guard = screen(about(long))
    assert guard.words("Something else?", long.answer.upper())
    assert guard.words(long.question, long.answer[: len(long.answer) // 3])
    assert guard.words("Something else?", pairs(1, seed=9)[0].answer) is None


def test_a_screen_can_be_sent_to_another_process() -> None:
    pair = pairs(1)[0]
    assert pickle.loads(pickle.dumps(screen(about(pair)))).words(*pair[:2])
