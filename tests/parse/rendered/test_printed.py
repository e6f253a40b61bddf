"""Word documents and PDF: questions are found by headings, labels and bold text, and found again in the file."""

from __future__ import annotations

import io
import sys
import zipfile

import pyarrow.parquet as pq
import pytest
from builders import document
from conftest import Project

from pipeline.audit.explain import explain
from pipeline.audit.verify import verify
from pipeline.parse.decode import decode
from pipeline.run.page import parse
from pipeline.schema import DOCX, PDF, Reason, Rejected

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SCHEMAS = "http://schemas.openxmlformats.org"
_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_SCHEMAS}/package/2006/relationships"><Relationship Id="r1" Type='
        f'"{_SCHEMAS}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
}


def docx(*paragraphs: tuple[str, str], more: dict[str, bytes] | None = None) -> bytes:
    """Return a Word document; each paragraph is given with its style: `Heading1`, `bold` or none."""
    body = "".join(_paragraph(style, text) for style, text in paragraphs)
    main = f"<w:document {_WORD}><w:body>{body}</w:body></w:document>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as opened:
        parts: dict[str, str | bytes] = {**_PARTS, "word/document.xml": main, **(more or {})}
        for name, content in parts.items():
            opened.writestr(name, content)
    return stream.getvalue()


def _paragraph(style: str, text: str) -> str:
    about = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style.startswith("Heading") else ""
    bold = "<w:rPr><w:b/></w:rPr>" if style == "bold" else ""
    return f"<w:p>{about}<w:r>{bold}<w:t>{text}</w:t></w:r></w:p>"


def pdf(*pages: list[tuple[str, int, int, str]], trailer: str = "") -> bytes:
    """Return a PDF; each line is given as font (`F1`, or `F2` for bold), size, place from below, and text."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{5 + 2 * i} 0 R' for i in range(len(pages)))}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>",
    ]
    for i, lines in enumerate(pages):
        text = "".join(f"BT /{font} {size} Tf 1 0 0 1 50 {y} Tm ({said}) Tj ET\n" for font, size, y, said in lines)
        fonts = "/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]{fonts}/Contents {6 + 2 * i} 0 R>>")
        objects.append(f"<</Length {len(text)}>>stream\n{text}endstream")
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R{trailer}>>\n"
    return body + end.encode() + f"startxref\n{len(body)}\n%%EOF".encode()


DOCUMENT = docx(
    ("Heading1", "FAQ"),
    ("Heading2", "How deep is it?"),
    ("", "Forty metres."),
    ("", "And a half."),
    ("Heading2", "Who may draw?"),
    ("", "All of us."),
    ("bold", "Is it cold?"),
    ("", "Very."),
    ("bold", "Is it old?"),
    ("", "As the hills."),
)
PRINTED = pdf(
    [
        ("F1", 9, 780, "The well, page 1"),
        ("F1", 20, 740, "FAQ"),
        ("F1", 14, 700, "How deep is it?"),
        ("F1", 10, 680, "Forty metres, at"),
        ("F1", 10, 668, "least. Un-"),
        ("F1", 10, 656, "known to us."),
        ("F1", 10, 630, "And a half."),
        ("F1", 14, 600, "Who may draw?"),
        ("F1", 10, 580, "All of us."),
        ("F1", 9, 20, "1"),
    ],
    [
        ("F1", 9, 780, "The well, page 2"),
        ("F2", 10, 740, "Is it cold?"),
        ("F1", 10, 728, "Very. It is Unknown"),
        ("F1", 10, 716, "why."),
        ("F2", 10, 700, "Is it old?"),
        ("F1", 10, 688, "As the hills."),
        ("F1", 9, 20, "2"),
    ],
    [("F1", 9, 780, "The well, page 3"), ("F1", 14, 700, "Is it wet?"), ("F1", 10, 680, "Yes."), ("F1", 9, 20, "3")],
)
_PASSWORD = f"<</Filter/Standard/V 1/R 2/P -4/O<{'00' * 32}>/U<{'11' * 32}>>>"
COLD, OLD = ("Is it cold?", "Very."), ("Is it old?", "As the hills.")
DRAW = ("Who may draw?", "All of us.")


def pairs(content: bytes, media_type: str) -> set[tuple[str, str]]:
    records = parse(content, url="https://a.example.org/", media_type=media_type).records
    return {(record.question, record.answer) for record in records}


def test_a_word_document_is_read_by_its_headings_and_its_bold_text() -> None:
    assert pairs(DOCUMENT, DOCX) == {("How deep is it?", "Forty metres.\n\nAnd a half."), DRAW, COLD, OLD}


def test_a_pdf_is_read_by_the_size_of_its_letters_and_the_space_between_its_lines() -> None:
    deep = ("How deep is it?", "Forty metres, at least. Unknown to us.\n\nAnd a half.")
    cold = ("Is it cold?", "Very. It is Unknown why.")
    assert pairs(PRINTED, PDF) == {deep, DRAW, cold, OLD, ("Is it wet?", "Yes.")}


@pytest.mark.parametrize(("name", "content"), [("faq.docx", DOCUMENT), ("faq.pdf", PRINTED)])
def test_a_document_is_released_and_found_again(project: Project, name: str, content: bytes) -> None:
    project.raw.mkdir()
    (project.raw / name).write_bytes(content)
    project.index(f"{name},https://a.example.org/,,,")
    project.curate()
    verdict = verify(out=project.out, raw=project.raw)
    assert (verdict.problems, verdict.missing) == ([], ())
    assert verdict.locators > 1
    records = pq.read_table(project.release().table("records")).to_pylist()
    for row in records:
        lines = explain(row["id"], out=project.out, raw=project.raw).evidence[0].lines
        assert lines[0].text == row["question"]
        assert all(line.number is None for line in lines)


@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        (b"no document", DOCX, Reason.BROKEN_MARKUP),
        (docx(("", "a"), more={"word/bomb.xml": bytes(9_000_000)}), DOCX, Reason.BROKEN_MARKUP),
        (docx(more={"word/document.xml": b"<w:document>"}), DOCX, Reason.BROKEN_MARKUP),
        (b"\xd0\xcf\x11\xe0 as a document with a password begins", DOCX, Reason.BROKEN_MARKUP),
        (b"no document", PDF, Reason.BROKEN_MARKUP),
        (PRINTED[:200], PDF, Reason.BROKEN_MARKUP),
        (pdf([]), PDF, Reason.BROKEN_MARKUP),
        (pdf([], trailer=f"/ID[<00><00>]/Encrypt{_PASSWORD}"), PDF, Reason.ENCRYPTED),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_rejected(content: bytes, media_type: str, reason: Reason) -> None:
    found = decode(document(content=content, media_type=media_type))
    assert isinstance(found, Rejected)
    assert found.reason is reason


@pytest.mark.parametrize("media_type", [DOCX, PDF])
def test_a_document_whose_library_is_missing_is_rejected_with_its_name(
    media_type: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pipeline.parse.rendered.docx", "pipeline.parse.rendered.pdf"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    for name in ("mammoth", "pypdf"):
        monkeypatch.setitem(sys.modules, name, None)
    found = decode(document(content=DOCUMENT, media_type=media_type))
    assert isinstance(found, Rejected)
    assert found.reason is Reason.MISSING_LIBRARY
