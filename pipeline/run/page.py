"""The way of one page: bytes in, sound question/answer pairs out."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from ..arguments import RULES, BadSetting, check, check_choice
from ..dedup.within_page import merge_within_page
from ..engine import heartbeat
from ..ingest.documents import make_document
from ..parse.decode import decode
from ..parse.extract import find
from ..parse.formats import FORMATS
from ..parse.page import Page
from ..parse.prefilter import formats_for
from ..parse.rights import Rights, rights_of, with_licences
from ..parse.shown import shown
from ..schema import (
    GONE,
    HTML,
    SHOWN_AS_HTML,
    TABLES_OF_PAIRS,
    TEXT,
    Boilerplate,
    Candidate,
    Document,
    Reason,
    Rejected,
    Removed,
    Sighting,
    Stage,
)
from ..schema.pairs import NO_PAIRS, Pairs
from ..schema.record import Record
from ..text.charsets import is_charset
from ..validate.candidates import validate_all
from ..validate.personal_data.kinds import Treatment
from ..validate.personal_data.treat import treat_all
from ..web.addresses import escape, fault_of
from .screening import screened, screened_rights
from .settings import Mode, Rules, check_mode

if TYPE_CHECKING:
    from ..parse.recipes import Recipe
else:
    Recipe = Any  # for typing.get_type_hints; pydantic is imported for recipes alone


_rule_of = attrgetter("rule")
_MEDIA_TYPES = (TEXT, HTML, *SHOWN_AS_HTML, *TABLES_OF_PAIRS)


class Totals(NamedTuple):
    """What is noted of a page as a whole: how much it holds, and what is said of its reuse."""

    page: Page | None
    candidates: int
    pairs: int
    rejected: int
    boilerplate: Counter[str]
    """How often each rule was met."""
    rights: Rights


class PageResult(NamedTuple):
    """What one page holds."""

    pairs: Pairs
    """In reading order."""
    rejected: list[Rejected]
    boilerplate: list[Boilerplate]
    """Text of the site around the questions."""
    candidates: int
    """How many questions with answers were found, sound or not."""
    page: Page | None
    """The page as text; None where the document was rejected as a whole, or its bytes show that it holds no pair."""
    removed: Sequence[Removed] = ()
    """What was taken down."""
    rights: Rights = Rights()
    """What is said of its reuse; only looked for where it has candidates."""

    @property
    def totals(self) -> Totals:
        """How much it holds."""
        rules = Counter(map(_rule_of, self.boilerplate))
        return Totals(self.page, self.candidates, len(self.pairs), len(self.rejected), rules, self.rights)

    @property
    def records(self) -> list[Record]:
        """The record of each pair."""
        return [pair.record for pair in self.pairs]

    @property
    def sightings(self) -> list[Sighting]:
        """Where each pair was read."""
        return [pair.sighting for pair in self.pairs]


Triples = PageResult
"""The old name of PageResult, kept for code that uses it."""


def parse(
    page: str | bytes,
    *,
    url: str | None = None,
    charset: str | None = None,
    media_type: str | None = None,
    format: str | None = None,
    mode: str = "full",
    recipes: Sequence[Recipe] = (),
) -> PageResult:
    """Return the question/answer pairs of one page, given as text or bytes.

    `media_type` is `text/plain`, `text/html`, `text/csv` ...; without it the page's first characters decide.
    `format` reads the page as one format only, `mode="markup"` as those where the page itself says what is a
    question; `recipes` say how the pages of some sites are read. Raises BadSetting.

    >>> result = parse("Why?\\n\\nBecause.\\nView complete answer on example.org")
    >>> [(record.question, record.answer, record.source) for record in result.records]
    [('Why?', 'Because.', 'example.org')]
    """
    if _names_file(page):
        raise BadSetting("page", page, RULES["page"].allowed, " Give what the file holds: Path(...).read_bytes().")
    check(page=page, url=url, charset=charset, media_type=media_type, format=format, mode=mode, recipes=recipes)
    if isinstance(page, bytes):
        return parse_bytes(page, url, charset, media_type, format, mode, recipes)
    _check(url, charset, media_type, format, mode)
    document = _document(page.encode("utf-8", "surrogatepass"), url, charset, media_type, format)
    formats = [format] if format else formats_for(document, mode)
    given = shown(Page(document, page, "", "given"))
    if isinstance(given, Rejected):
        return reject_document(given)
    return read_page(given, formats, Rules(mode, () if format else recipes))


def _names_file(page: object) -> bool:
    """Whether the path of a file was given for a page."""
    if isinstance(page, str):
        return "\n" not in page and os.path.isfile(page)  # which is False for what can be no path
    return isinstance(page, os.PathLike)


def parse_bytes(
    page: bytes,
    url: str | None = None,
    charset: str | None = None,
    media_type: str | None = None,
    format: str | None = None,
    mode: str = "full",
    recipes: Sequence[Recipe] = (),
    failures: Sequence[str] = (),
) -> PageResult:
    """Return what `parse` does for bytes, after some `failures`, as `read_document` takes them. Raises BadSetting."""
    _check(url, charset, media_type, format, mode)
    return read_document(_document(page, url, charset, media_type, format), Rules(mode, recipes), failures, format)


def _document(
    content: bytes, url: str | None, charset: str | None, media_type: str | None, format: str | None
) -> Document:
    document = make_document("", content, url, charset, media_type)
    is_other = format is not None and not FORMATS[format].reads(document.media_type)
    return document._replace(media_type=FORMATS[format].media_types[0]) if format and is_other else document


def _check(url: str | None, charset: str | None, media_type: str | None, format: str | None, mode: str) -> None:
    """Check that what was asked for is there. Raises BadSetting."""
    if url and fault_of(escape(url)):
        raise BadSetting("url", url, "a web address such as https://host/path")
    check_mode(mode)
    if format is not None:
        check_choice("format", format, [*FORMATS])
    if media_type is not None:
        check_choice("media_type", media_type, _MEDIA_TYPES)
    if charset is not None and not is_charset(charset):
        raise BadSetting("charset", charset, RULES["charset"].allowed)


def read_document(
    document: Document,
    rules: Rules = Rules(),  # noqa: B008  a frozen value
    failures: Sequence[str] = (),
    format: str | None = None,
) -> PageResult:
    """Return the sound question/answer pairs of a document in reading order, and all else it holds.

    `failures` says how earlier tries failed, a word for each. After one failure the lenient reader has its try, after
    two the document is rejected with the reason of the first. `format` is the one format that it is read as.
    """
    if document.is_gone:
        return PageResult(
            NO_PAIRS, [], [Boilerplate(word, 0, 0) for word in (GONE, f"status_{document.gone_status}")], 0, None
        )
    if len(failures) > 1:
        return reject_document(_unreadable(document, Reason(failures[0])))
    if format:
        rules = rules._replace(recipes=())
    formats = [format] if format else formats_for(document, rules.mode)
    if rules.mode == Mode.MARKUP and not (formats or rules.recipes):
        return PageResult(NO_PAIRS, [], [], 0, None)
    page = decode(document)
    if isinstance(page, Rejected):
        return reject_document(page)
    if failures:
        page = replace(page, is_lenient=True)
    if rules.mode == Mode.FULL and not format and page.source is None:
        page = replace(page, may_hold=tuple(formats))
    try:
        return read_page(page, formats, rules)
    except (MemoryError, RecursionError):
        failure = Reason.PARSER_MEMORY
        heartbeat.report_failure()
    return read_document(document, rules, (*failures, failure), format)


def read_page(page: Page, formats: Sequence[str], rules: Rules) -> PageResult:
    """Return the sound question/answer pairs of a page in reading order, and all else it holds."""
    try:
        return _read_page(page, formats, rules)
    finally:
        page.forget_tree()


def _read_page(page: Page, formats: Sequence[str], rules: Rules) -> PageResult:
    found = find(page, formats, rules.recipes)
    removed: list[Removed] = []
    document = page.document._replace(page_date=page.date) if found.candidates else page.document
    candidates = with_licences(page, found.candidates) if found.candidates else []
    checked = check_all(candidates, document, rules, removed)
    rejected = [*screened(found.rejected, rules.screen, removed), *checked.rejected, *checked.refused]
    rights = screened_rights(rights_of(page), rules.screen) if candidates else Rights()
    pairs = with_rights(merge_within_page(checked.pairs), rights)
    return PageResult(pairs, rejected, found.boilerplate, len(candidates), page, removed, rights)


class Checked(NamedTuple):
    """What comes of some candidates, without what was taken down."""

    pairs: Pairs
    rejected: list[Rejected]
    """Those that are no sound pair."""
    refused: list[Rejected]
    """Those that hold personal data and are not released."""


def check_all(candidates: Sequence[Candidate], document: Document, rules: Rules, removed: list[Removed]) -> Checked:
    """Return what comes of the candidates of a page; what was taken down is added to `removed`."""
    pairs, rejected = validate_all(candidates, document)
    if rules.screen:
        pairs = Pairs.of(screened(pairs, rules.screen, removed))
        rejected = [*screened(rejected, rules.screen, removed)]
    refused: list[Rejected] = []
    if rules.pii != Treatment.FLAG:
        treated, refused = treat_all(pairs, rules.pii)
        pairs = Pairs.of(screened(treated, rules.screen, removed))  # a takedown may name the id that a masked pair has
    return Checked(pairs, rejected, refused)


def with_rights(pairs: Pairs, rights: Rights) -> Pairs:
    """Return the pairs of a page with what is said of its reuse.

    What markup says of the licence of a question or an answer comes first, for all ways in which the page gives it.
    """
    kept, licences = pairs.columns["kept_id"], pairs.columns["licence"]
    own = {id: licence for id, licence in zip(kept, licences, strict=True) if licence}
    if not (own or rights.said):
        return pairs
    return pairs.replace(licence=[own.get(id) or rights.licence for id in kept], usage=[rights.usage] * len(pairs))


def reject_document(rejected: Rejected) -> PageResult:
    """Return the result of a document that was rejected as a whole."""
    return PageResult(NO_PAIRS, [rejected], [], 0, None)


def _unreadable(document: Document, reason: Reason) -> Rejected:
    return Rejected(reason, Stage.PARSE, f"{document.path}: neither reader could take it", "")
