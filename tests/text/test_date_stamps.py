"""Date stamps: what says only when a text was written or changed."""

from __future__ import annotations

import pytest

from pipeline.text.stamps import is_date, is_stamp, without_stamps

STAMPS = """
Updated: 2026-03-24 10:17
Last updated on 24 March 2026
Last edited: Tuesday, 24 March 2026
Page last reviewed: 24 March 2026
This page was last updated on March 24th, 2026.
Answered on March 24, 2026
Modified: 2026-03-24T10:17:00Z
Modified: 2026-03-24T10:17:00+01:00
Updated 3 days ago
Updated: 2 weeks ago
(Stand 03/2026)
Stand: 24.03.2026, 10:17 Uhr
Aktualisiert vor 3 Tagen
Stand: Di., 24. März 2026
Обновлено: вторник, 24 марта 2026
Modified: 2026-03
Mis à jour le 24 mars 2026
Última actualización: 24/03/2026
Обновлено: 24 марта 2026
Обновлено 24.03.2026 в 10:17
Обновлено: 24 марта 2026 г.
Atualizado em 24/03/2026 às 10h17
Zaktualizowano dnia 24 marca 2026 o godz. 10:17
Aktualizované dňa 24. 3. 2026
Frissítve: 2026. március 24.
Τελευταία ενημέρωση: 24 Μαρτίου 2026
Diperbarui pada 24 Maret 2026
Cập nhật ngày 24/03/2026
آخر تحديث: 24 مارس 2026
更新日：2026年3月24日
最后更新于2026年3月24日
최종 수정일: 2026. 3. 24.
""".strip().splitlines()
NONE = """
Updated daily.
Updated March 2026 rules hold.
It was updated: 24 March 2026 brought new rules.
Edited 3 days ago by the author.
Answered 5 minutes ago, he left.
Published in 2020-21 it was.
Reviewed: everything.
Answered: Yes, 3 May 2026.
Published: London, 3 May 2026.
Modified: 2020-21.
Posted: 24.2026
As of 24 March 2026.
24 March 2026
更新日は2026年3月24日です。
更新日 2026年3月24日から新しい料金です。
""".strip().splitlines()


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_stamp_goes_from_before_and_after_a_text(stamp: str) -> None:
    assert is_stamp(stamp)
    assert without_stamps(f"{stamp}\nIt is open.") == "It is open."
    assert without_stamps(f"It is open. {stamp}").strip() == "It is open."


@pytest.mark.parametrize("text", NONE)
def test_what_says_more_or_less_stays(text: str) -> None:
    assert not is_stamp(text)
    assert without_stamps(f"{text}\nIt is open.") == f"{text}\nIt is open."


def test_a_text_that_is_a_stamp_stays() -> None:
    assert without_stamps("Updated: 24 March 2026") == "Updated: 24 March 2026"


@pytest.mark.parametrize(
    "day", ["2024\u5e745\u67083\u65e5", "2024\ub144 5\uc6d4 3\uc77c", "2024. 5. 3.", "2024. 05. 03. 10:12"]
)
def test_days_as_eastern_asia_writes_them_are_days(day: str) -> None:
    assert is_date(day)
    assert not is_date(f"{day} \u958b\u5e97")
