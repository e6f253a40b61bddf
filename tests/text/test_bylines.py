"""Lines that say who wrote a text and when, and lines that only look so."""

from __future__ import annotations

import pytest

from pipeline.text.bylines import is_byline

BYLINES = (
    *("Posted on May 6, 2026 by Sian Hart", "By Sian Hart | May 6, 2026", "6 min read \u00b7 May 6", "Written by Ann"),
    *("Asked by Tess on 14 Feb 2024", "Answered by Woolly Corner", "Beantwortet von Anna Berg"),
    *(
        "By customer Ann on 3 May 2024",
        "Von Pfannen-Eck (Verk\u00e4ufer) am 4.5.2023",
        "By Pan House (seller) on 3 May 2024",
        "Av s\u00e4ljaren Ylle den 3 maj 2022",
    ),
    *("Medically reviewed by Ann Bee, MD", "Jane Roe, 3 hours ago", "Updated over a week ago"),
    *(
        "Von Anna Berg, 3. Mai 2026",
        "By Lena on May 4, 2020",
        "Von Lena am 4. Mai 2020",
        "Modified on: Wed, 3 Apr, 2024 at 10:12 AM",
        "Gewijzigd op: wo, 3 apr. 2024 om 10:12 AM",
        "Modifi\u00e9 le : Mer, 3 Avr., 2024 \u00e0 10:12 AM",
        "Gepr\u00fcft von Dr. Max Frey",
        "Written by Ann Bee \u2013 Updated over a week ago",
    ),
    *("Napisane przez: Jan Mak, 01.03.2022 17:11", "Napsal Jan Mach 1. 3. 2022", "Kirjoittanut Aino 1.3.2022"),
    *("\u00cdrta: Kov\u00e1cs \u00c9va, 2022.03.01", "Scris de Ana la 01.03.2022"),
    *("投稿者：山田太郎", "작성자 : 김철수 2022.03.01", "作者: 李四"),
)
OTHERS = (
    *("Reviewed byAnn", "작성자는 누구인가요", "Napsal dopis."),
    *("Sian Hart", "By Monday", "By bus or train.", "By Royal Mail", "By American Express", "May 6, 2026", "3 days"),
    *("Written by William Shakespeare in 1600.", "By Royal Mail, within 3 days.", "Updated daily.", "", "By Ann"),
    *("By post on May 4, 2020", "By Monday, 3 May 2026", "By Friday on the 3 May 2020", "By next Friday on 3 May 2020"),
    "By Ann Bee, " * 9 + "3 May 2026",  # too long a line: it would take the square of its length
)


@pytest.mark.parametrize("line", BYLINES)
def test_a_byline_names_who_wrote_and_when(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize("line", OTHERS)
def test_what_may_be_an_answer_is_no_byline(line: str) -> None:
    assert not is_byline(line)
