"""A line that says only when an answer was written is no part of it, before it or behind it."""

from __future__ import annotations

import pytest

from pipeline.run.page import parse

ANSWERS = {
    "a paragraph before": ("<p><em>Updated: 24 March 2026</em></p><p>Yes, all year.</p>", "Yes, all year."),
    "a paragraph behind": ("<p>Forty metres.</p><p>Last updated on 3 May 2025.</p>", "Forty metres."),
    "inside the block": ("<div><small>Aktualisiert: 24.03.2026, 10:17 Uhr</small>As the hills.</div>", "As the hills."),
    "nothing else": ("<p>Updated: 24 March 2026</p>", "Updated: 24 March 2026"),
    "no date": ("<p>Updated daily.</p><p>At noon.</p>", "Updated daily.\n\nAt noon."),
    "a sentence": ("<p>Updated March 2026 rules hold.</p>", "Updated March 2026 rules hold."),
    "more in the paragraph": ("<p>Revised: 3 May 2025. It is open.</p>", "Revised: 3 May 2025. It is open."),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_date_stamp_is_no_part_of_an_answer(name: str) -> None:
    body, answer = ANSWERS[name]
    page = f"<title>FAQ</title><h1>FAQ</h1><h2>Is it so?</h2>{body}<h2>Who asks?</h2><p>A reader.</p>"
    found = parse(page, url="https://www.example.org/faq", media_type="text/html")
    assert [record.answer for record in found.records] == [answer, "A reader."]
