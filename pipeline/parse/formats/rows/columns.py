"""What the columns of a table, or the keys of an object, hold: as an index says, or else as they are called."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ....text.languages import LANGUAGES, all_words
from ....text.patterns import pattern
from ...page import Page

_NAMES = {
    "question": all_words(names for each in LANGUAGES for names in (each.question_labels, each.question_names))
    | all_words(["q questions question_text faq_question prompt query question_title"]),
    "answer": all_words(names for each in LANGUAGES for names in (each.answer_labels, each.answer_names))
    | all_words(["a answers answer_text faq_answer acceptedAnswer accepted_answer response completion"]),
    "source": all_words(["source host domain site website quelle fuente fonte bron källa kilde źródło источник"]),
    "url": all_words(["url link source_url source_link href page_url address"]),
}
"""What columns are called, by what they hold; case, blanks and signs between the words do not matter."""
_NO_LETTERS = pattern(r"[\W_]+")


def named_columns(page: Page) -> dict[str, str]:
    """Return what an index says the columns of a page are called, by what they hold."""
    named: dict[str, str] = json.loads(page.document.columns) if page.document.columns else {}
    return named


def roles_of(cells: Mapping[str, Any], named: Mapping[str, str]) -> dict[str, str]:
    """Return the key of a row for each thing that it holds, of several the first.

    `named` is what `named_columns` returns: where it names any, nothing else is a column.
    """
    roles: dict[str, str] = {}
    for key in cells:
        by_name = next((role for role, name in named.items() if name == key.strip()), None)
        role = by_name if named else _role_of(key)
        if role and role not in roles:
            roles[role] = key
    if not named and "question" not in roles and "answer" in roles and "name" in cells:
        roles["question"] = "name"  # as schema.org calls it
    return roles


@lru_cache(maxsize=4096)
def _role_of(name: str) -> str | None:
    bare = _bare(name)
    return next((role for role, names in _BARE_NAMES.items() if bare in names), None)


def _bare(name: str) -> str:
    return _NO_LETTERS.sub("", name).lower()


_BARE_NAMES = {role: frozenset(map(_bare, names)) for role, names in _NAMES.items()}
