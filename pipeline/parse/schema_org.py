"""The names of schema.org that make a question and its answers, and how pages write them."""

from __future__ import annotations

import re

from ..text.patterns import pattern

QUESTION = "Question"
"""The type of a question."""
ANSWER = "Answer"
ACCEPTED, SUGGESTED = "acceptedAnswer", "suggestedAnswer"
ANSWERS = (ACCEPTED, SUGGESTED)
"""The properties of a question that hold its answers."""
QUESTION_TEXTS = ("name", "text", "headline")
"""The properties that may say the question, the best first."""
ANSWER_TEXTS = ("text", "name", "description")
"""The properties that may say the answer, the best first."""
PAGE_TYPES = (
    "Article BlogPosting Blog CreativeWork DiscussionForumPosting Guide HowTo LearningResource NewsArticle Quiz Report"
    " ScholarlyArticle SocialMediaPosting TechArticle WebContent WebSite WebPage AboutPage CollectionPage ContactPage"
    " FAQPage ItemPage MedicalWebPage ProfilePage QAPage"
).split()
"""The types of what a page is, or is part of: what they say holds for its questions, too."""
OF_OTHERS = ("author", "creator", "contributor", "editor", "publisher", "comment")
"""Properties whose own names and texts do not belong to the question or answer that has them."""
PREFIXES = {"schema": "https://schema.org/"}
"""Prefixes that RDFa and JSON-LD know without being told."""
_ADDRESS = r"(?:(?:https?:)?//)?(?:www\.)?schema\.org"
_TERM = pattern(rf"{_ADDRESS}/+#?(\w+)/?", re.IGNORECASE)
RDFA_VOCABULARY = pattern(rf"{_ADDRESS}/?#?", re.IGNORECASE)
"""The address of the vocabulary, before a term or alone, as RDFa pages write it."""
JSONLD_VOCABULARY = pattern(rf"{_ADDRESS}[/#]?", re.IGNORECASE)
"""The same as JSON-LD writes it."""


def is_question_type(name: str) -> bool:
    """Whether a term names the type of a question, in whatever letter case.

    >>> is_question_type("Question"), is_question_type("question"), is_question_type("Questions")
    (True, True, False)
    """
    return name.rstrip("/").lower() == "question"


def term(address: str) -> str:
    """Return the schema.org term that an address names; other words as they are.

    >>> term("http://schema.org/Question"), term("https://example.org/Question")
    ('Question', 'https://example.org/Question')
    """
    match = _TERM.fullmatch(address)
    return match[1] if match else address
