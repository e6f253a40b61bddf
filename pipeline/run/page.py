"""The way of one page: bytes in, valid question/answer pairs out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..dedup.within_page import Fold, fold
from ..ingest import documents
from ..parse.decode import decode
from ..parse.extract import find
from ..parse.formats import FORMATS
from ..parse.page import Page
from ..parse.prefilter import formats_for
from ..schema import Boilerplate, Document, Reason, Rejected, Sighting, Stage
from ..schema.record import Record
from ..validate.candidates import Valid, validate_all
from ..web.errors import ParserTruncated

if TYPE_CHECKING:
    from ..parse.recipes import Recipe


class Triples(NamedTuple):
    """What one page holds."""

    records: list[Record]
    sightings: list[Sighting]
    """One for each record, in the same order: where it was read."""
    question_fingerprints: list[str]
    """One for each record."""
    folds: list[Fold]
    """For each record, the id of the one that is kept for it where the page says the same in several ways."""
    rejected: list[Rejected]
    furniture: list[Boilerplate]
    candidates: int
    page: Page | None
    """The page as text; None where it could not be decoded, or need not be: its bytes tell that nothing is there."""


def read_document(
    document: Document, format: str | None = None, mode: str = "full", recipes: Sequence[Recipe] = ()
) -> Triples:
    """Return the valid question/answer pairs of a document in reading order, and all else it holds."""
    return read_carefully(document, (), format, mode, recipes)


def read_carefully(
    document: Document,
    troubles: Sequence[str],
    format: str | None = None,
    mode: str = "full",
    recipes: Sequence[Recipe] = (),
) -> Triples:
    """Read a document that earlier tries came to grief on; `troubles` says how, a word for each try.

    After one the lenient reader has its try, after two the document is rejected with the first word.
    """
    if len(troubles) > 1:
        return nothing(_gave_up(document, Reason(troubles[0])))
    formats = [format] if format else formats_for(document, mode)
    if mode == "markup" and not (formats or recipes):
        return Triples([], [], [], [], [], [], 0, None)
    page = decode(document)
    if isinstance(page, Rejected):
        return nothing(page)
    if troubles:
        page = replace(page, is_lenient=True)
    try:
        return read_page(page, formats, () if format else recipes)
    except ParserTruncated:
        return nothing(_gave_up(document, Reason.PARSER_TRUNCATED))
    except (MemoryError, RecursionError):
        trouble = Reason.PARSER_MEMORY
    return read_carefully(document, (*troubles, trouble), format, mode, recipes)


def read_page(page: Page, formats: Sequence[str], recipes: Sequence[Recipe] = ()) -> Triples:
    """Return the valid question/answer pairs of a page in reading order, and all else it holds."""
    found = find(page, formats, recipes)
    valid: list[Valid] = []
    rejected = list(found.rejected)
    for judged in validate_all(found.candidates, page.document):
        if isinstance(judged, Rejected):
            rejected.append(judged)
        else:
            valid.append(judged)
    records, sightings = [item.record for item in valid], [item.sighting for item in valid]
    folds = fold(records, [sighting.format for sighting in sightings])
    fingerprints = [item.question_fingerprint for item in valid]
    return Triples(records, sightings, fingerprints, folds, rejected, found.boilerplate, len(found.candidates), page)


def parse(
    page: str | bytes,
    *,
    url: str | None = None,
    charset: str | None = None,
    media_type: str | None = None,
    format: str | None = None,
    mode: str = "full",
    recipes: Sequence[Recipe] = (),
) -> Triples:
    """Return the question/answer pairs of one page, given as text or bytes.

    `media_type` is `text/plain` or `text/html`; without it the page's first characters tell. `format` reads
    the page as one format only, `mode="markup"` as those where the page itself says what is a question;
    `recipes` say how the pages of some sites are read.

    >>> triples = parse("Why?\\n\\nBecause.\\nView complete answer on example.org")
    >>> [(record.question, record.answer, record.source) for record in triples.records]
    [('Why?', 'Because.', 'example.org')]
    """
    content = page.encode("utf-8", "surrogatepass") if isinstance(page, str) else page
    document = documents.make_document("", content, url, charset, media_type)
    if format:
        document = document._replace(media_type=FORMATS[format].media_type)
    if isinstance(page, str):
        formats = [format] if format else formats_for(document, mode)
        return read_page(Page(document, page, "", "given"), formats, () if format else recipes)
    return read_document(document, format, mode, recipes)


def _gave_up(document: Document, reason: Reason) -> Rejected:
    return Rejected(reason, Stage.PARSE, f"{document.path}: neither reader could take it", "")


def nothing(rejected: Rejected) -> Triples:
    """Return what a page holds that was rejected as a whole."""
    return Triples([], [], [], [], [rejected], [], 0, None)
