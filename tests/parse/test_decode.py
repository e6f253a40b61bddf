"""Bytes into text: which encoding, how it was found, and what is no text."""

from __future__ import annotations

import random

import pytest
from builders import document
from hypothesis import given
from hypothesis import strategies as st

from pipeline.parse.decode import decode
from pipeline.parse.page import Page
from pipeline.run.page import read_document
from pipeline.schema import Reason, Rejected

ENGLISH = "Can therapists text clients?\n\nMany use texting to schedule sessions.\n" * 3
FRENCH = "Les thérapeutes peuvent-ils écrire à leurs clients ?\n\nOui, ça se fait déjà très souvent à côté.\n" * 3
RUSSIAN = "Можно ли терапевтам писать сообщения клиентам?\n\nДа, многие терапевты так делают.\n" * 3
JAPANESE = "セラピストはクライアントにメールできますか？\n\nはい、できます。①規約を確認してください。\n" * 3
CHINESE = "治疗师可以给客户发短信吗？\n\n可以，很多治疗师都这样做。\n" * 3
THAI = "นักบำบัดส่งข้อความถึงลูกค้าได้ไหม?\n\n“ได้”\n" * 3

BLOCK = "Why is it {0}?\n\nBecause the café said {0}, naïvely.\nView complete answer on example.org\n\n\n"


def read(content: bytes, charset: str | None = None) -> tuple[str, str, str]:
    """Return text, encoding and how it was found of bytes that are text."""
    page = decode(document(content=content, charset=charset))
    assert isinstance(page, Page), page
    return page.text, page.encoding, page.encoding_from


def refusal(content: bytes, charset: str | None = None) -> Reason:
    """Return why bytes are no text."""
    rejected = decode(document(content=content, charset=charset))
    assert isinstance(rejected, Rejected), rejected
    assert "page.txt" in rejected.text
    return rejected.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, CHINESE])
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(encoding: str, text: str) -> None:
    assert read(f"\ufeff{text}".encode(encoding), charset="cp1252") == (text, encoding, "bom")


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, RUSSIAN, JAPANESE, CHINESE, THAI])
def test_valid_utf_8_is_utf_8_whatever_was_declared(text: str) -> None:
    assert read(text.encode(), charset="cp1251") == (text, "utf-8", "utf-8")


@pytest.mark.parametrize(
    ("label", "text", "encoding"),
    [
        ("windows-1251", RUSSIAN, "cp1251"),
        ("KOI8-R", RUSSIAN, "koi8-r"),
        ("x-mac-cyrillic", RUSSIAN, "mac-cyrillic"),
        ("shift_jis", JAPANESE, "cp932"),
        ("cp932", JAPANESE, "cp932"),
        ("latin-1", FRENCH, "cp1252"),
        ("latin1", FRENCH, "cp1252"),
        ("ISO-8859-1", FRENCH, "cp1252"),
        (" iso-8859-15 ", FRENCH, "iso8859-15"),
        ("gb2312", CHINESE, "gbk"),
        ("windows-874", THAI, "cp874"),
    ],
)
def test_a_declared_charset_is_believed_where_it_fits(label: str, text: str, encoding: str) -> None:
    content = text.encode(encoding)
    assert read(content, charset=label) == (text, encoding, "declared")


@pytest.mark.parametrize("charset", ["utf-16", "utf-16le", "UTF-16-LE"])
def test_utf_16_may_be_declared(charset: str) -> None:
    assert read(CHINESE.encode("utf-16-le"), charset=charset) == (CHINESE, "utf-16-le", "declared")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "cp932"),
        (JAPANESE.replace("①", ""), "euc_jp"),
        (JAPANESE.replace("①", ""), "iso2022_jp"),
        (FRENCH, "cp1252"),
        (CHINESE, "gb18030"),
        *((text, wide) for text in (ENGLISH, RUSSIAN, CHINESE) for wide in ("utf-16-le", "utf-16-be", "utf-32-le")),
    ],
)
@pytest.mark.parametrize("charset", [None, "utf-8", "klingon", "hex", "a\0b"])
def test_an_encoding_is_detected_where_the_declared_one_does_not_fit(
    text: str, encoding: str, charset: str | None
) -> None:
    assert read(text.encode(encoding), charset=charset) == (text, encoding, "detected")


MISTAKEN = [
    # text, its encoding, what was declared although each byte has a letter in it
    (JAPANESE, "cp932", "windows-1251"),
    (RUSSIAN, "cp1251", "iso-8859-1"),
    (RUSSIAN, "koi8-r", "windows-1252"),
    ("Πόσο κοστίζει το εισιτήριο του μουσείου; Πέντε ευρώ για όλους τους επισκέπτες.", "cp1253", "iso-8859-1"),
    (FRENCH, "cp1252", "windows-1251"),
    (CHINESE, "gb18030", "iso-8859-2"),
]


@pytest.mark.parametrize(("text", "encoding", "mistake"), MISTAKEN)
def test_a_wrongly_declared_charset_is_seen_through(text: str, encoding: str, mistake: str) -> None:
    assert read(text.encode(encoding), charset=mistake)[0] == text
    stated = f"<meta charset={mistake}><p>{text}</p>"
    assert stated_read(stated.encode(encoding))[0] == stated


def stated_read(content: bytes, charset: str | None = None) -> tuple[str, str, str]:
    """Return what `read` does of a page of HTML."""
    page = decode(document(content=content, charset=charset, media_type="text/html"))
    assert isinstance(page, Page), page
    return page.text, page.encoding, page.encoding_from


SHORT = {
    # the charset that a page states: a short text in it, and the codec
    "windows-1250": ("Že je tma? Třeba už brzy.", "cp1250"),
    "ISO-8859-2": ("Gdzie leży źródło? Pod ścianą.", "iso8859-2"),
    "windows-1257": ("Kāpēc ķēde spīd? Tā ir jauna.", "cp1257"),
    "windows-1254": ("Bu ışık niçin sönük?", "cp1254"),
    "iso-8859-7": ("Γιατί; Διότι.", "iso8859-7"),
    "iso-8859-16": ("Câți lei? Șapte.", "iso8859-16"),
    "windows-1255": ("למה? ככה.", "cp1255"),
    "windows-1256": ("لماذا؟ لأنها جديدة.", "cp1256"),
    "windows-1258": ("Bao nhiêu tiê\u0300n?", "cp1258"),
    "koi8-u": ("Чому їх двоє?", "koi8-u"),
    "ibm866": ("Почему?", "cp866"),
    "macintosh": ("Où est l’été ?", "mac-roman"),
    "euc-kr": ("왜요? 그냥요.", "euc_kr"),
    "ks_c_5601-1987": ("똠방각하는 누구?", "cp949"),
    "big5": ("為什麼？因為。", "big5"),
    "gb2312": ("为什么？因为。", "gbk"),
    "GBK": ("㐂是什么？", "gb18030"),
    "euc-jp": ("なぜ①ですか？", "euc_jis_2004"),
    "x-sjis": ("なぜ①ですか？", "cp932"),
    "tis-620": ("ทำไม?", "cp874"),
}
STATED = (
    "<meta charset={}>",
    '<meta charset="{}" />',
    "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; CHARSET={}'>",
    '<!-- <meta charset="utf-16"> --><script>x = "<meta charset=hz>"</script><meta charset = "{}">',
    '<link rel=stylesheet href=a.css charset=utf-8><meta content="text/html;charset={}" http-equiv=content-type>',
    '<?xml version="1.0" encoding="{}"?><html>',
    "<style>" + "/* red */" * 2_000 + "</style><meta charset={}>",
)


@pytest.mark.parametrize("head", STATED)
@pytest.mark.parametrize("charset", SHORT)
def test_a_page_is_read_in_the_charset_that_it_states(charset: str, head: str) -> None:
    text, codec = SHORT[charset]
    page = f"{head.format(charset)}<p>{text}</p>"
    assert stated_read(page.encode(codec)) == (page, codec, "stated")


def test_what_the_server_declares_comes_before_what_the_page_states() -> None:
    page = f"<meta charset=koi8-r><p>{RUSSIAN}</p>"
    assert stated_read(page.encode("cp1251"), charset="windows-1251") == (page, "cp1251", "declared")
    assert stated_read(page.encode("koi8-r"), charset="iso-8859-1") == (page, "koi8-r", "stated")


def test_pasted_text_that_speaks_of_a_charset_states_none() -> None:
    text = f"<meta charset=windows-1252> ist was?\n\n{RUSSIAN}"
    assert read(text.encode("cp1251")) == (text, "cp1251", "detected")


def test_korean_without_a_charset_is_found() -> None:
    text = "입장료는 얼마인가요?\n\n어른은 오천 원이고 어린이는 무료입니다.\n"
    assert read(text.encode("euc_kr")) == (text, "euc_kr", "detected")


def test_the_encoding_of_old_macs_is_found() -> None:
    text = "Où est né Molière ?\n\nIl est né à Paris, où son père était tapissier. L’été y est chaud.\n"
    assert read(text.encode("mac_roman")) == (text, "mac_roman", "detected")
    for other in ("cp850", "cp437"):
        made = decode(document(content=text.replace("’", "'").encode(other)))
        assert isinstance(made, Rejected) or made.encoding != "mac_roman"


CZECH = "Proč je večer tma?\n\nProtože slunce zašlo.\nView complete answer on example.org\n"
ASCII = "Why is the sky dark?\n\nIt is night.\nView complete answer on example.org\n\n\nčerné\n"
MISREAD = "Ñêîëüêî ñòîèò áèëåò?\n\nÄâåñòè ðóáëåé.\nView complete answer on example.org\n"


@pytest.mark.parametrize(
    ("content", "charset", "flags"),
    [
        (CZECH.encode("cp1250"), None, {"guessed_encoding"}),
        (CZECH.encode("cp1250"), "windows-1250", set()),
        (CZECH.encode(), None, set()),
        (CZECH.encode("utf-16"), None, set()),
        (ASCII.encode("cp1250"), None, set()),
        (MISREAD.encode("cp1252"), "windows-1252", {"guessed_encoding"}),
    ],
)
def test_letters_of_an_encoding_that_was_guessed_are_flagged(
    content: bytes, charset: str | None, flags: set[str]
) -> None:
    triples = read_document(document(content=content, charset=charset))
    assert {flag for record in triples.records for flag in record.flags.split()} == flags


def test_one_bad_byte_costs_one_record() -> None:
    content = "".join(BLOCK.format(word) for word in ("one", "two", "three")).encode()
    triples = read_document(document(content=content.replace(b"said two", b"said t\xffo")))
    assert [record.question for record in triples.records] == ["Why is it one?", "Why is it three?"]
    assert [rejected.reason for rejected in triples.rejected] == [Reason.DAMAGED_TEXT]
    assert "said t\udcffo" in triples.rejected[0].text
    assert triples.page is not None
    assert (triples.page.encoding, triples.page.encoding_from) == ("utf-8", "utf-8-damaged")


def test_a_bad_byte_in_ascii_is_damage_only_if_utf_8_was_declared() -> None:
    content = ENGLISH.encode() + b"caf\xe9 is a place\n" + ENGLISH.encode()
    assert read(content, charset="utf-8")[0].count("\udce9") == 1
    assert read(content)[0].count("café") == 1


def test_bytes_behind_a_utf_8_mark_that_are_wrong_stay_as_surrogates() -> None:
    assert read(b"\xef\xbb\xbfcaf\xff") == ("caf\udcff", "utf-8", "bom")


def test_a_unit_cut_off_at_the_end_of_utf_16_is_damage_at_the_end() -> None:
    assert read(FRENCH.encode("utf-16-le")[:-1])[0] == FRENCH[:-1] + "\udcff"
    assert read(b"\xff\xfea\0b") == ("a\udcff", "utf-16-le", "bom")


def test_a_lone_surrogate_in_utf_16_costs_one_record() -> None:
    text = BLOCK.format("one") + BLOCK.format("two").replace("café", "caf\ud800")
    triples = read_document(document(content=b"\xff\xfe" + text.encode("utf-16-le", "surrogatepass")))
    assert [record.question for record in triples.records] == ["Why is it one?"]
    assert [rejected.reason for rejected in triples.rejected] == [Reason.DAMAGED_TEXT]


@pytest.mark.parametrize("char", ["\0", "\x93", "\u202e", "\u200b", "\x1b"])
def test_characters_that_cleaning_drops_are_read_as_they_are(char: str) -> None:
    text = ENGLISH.replace("text clients", f"te{char}xt clients", 1)
    assert read(text.encode())[0] == text
    page = BLOCK.format(f"o{char}ne") + BLOCK.format("two") * 3
    assert read_document(document(content=page.encode())).records[0].question == "Why is it one?"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \r\n\t",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xef\xbb\xbf\n",
        "\u00a0\u3000".encode(),
        "\u200b\n\u200d".encode(),
    ],
)
def test_a_page_that_shows_nothing_is_empty(content: bytes) -> None:
    assert refusal(content) is Reason.EMPTY_DOCUMENT


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        b"PK\x03\x04\x14\0\0\0\x08\0",
        b"\x1f\x8b\x08\0\0\0\0\0",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0",
        b"PAR1\x15\x04\x15\x10",
        b"page.txt" + b"\0" * 504 + ENGLISH.encode() + b"\0" * 300,
        b"\0" * 1000,
        random.Random(1).randbytes(5000),
    ],
)
def test_a_file_that_is_no_text_is_binary(content: bytes) -> None:
    assert refusal(content) is Reason.BINARY_FILE


@pytest.mark.parametrize("text", ["GIF89a is what?", "PAR1 at the start means what?", "%PDF-1.4 is what?", "PK who?"])
def test_text_that_speaks_of_files_is_text(text: str) -> None:
    assert read(text.encode())[0] == text


def test_a_mark_that_lies_is_not_believed() -> None:
    assert refusal(b"\xff\xfe\0\0\xff\xff\xff\xff") is Reason.UNDECODABLE


BYTES = st.one_of(
    st.binary(max_size=200),
    st.text("aé中 ?\n\0", max_size=40).map(str.encode),
    st.tuples(
        st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"\x1b$B"]),
        st.binary(max_size=60),
    ).map(b"".join),
)
CHARSETS = st.sampled_from(
    [None, "", "utf-8", "utf-16", "utf-32", "latin-1", "shift_jis", "utf-7", "big5", "idna", "?"]
)


@given(BYTES, CHARSETS)
def test_any_bytes_are_a_page_or_are_rejected(content: bytes, charset: str | None) -> None:
    read = decode(document(content=content, charset=charset))
    assert isinstance(read, Page | Rejected)
    if isinstance(read, Page) and read.encoding != "gb18030":  # which has a code for U+FFFD, as UTF-8 has
        written = "\ufffd".encode(read.encoding) if read.encoding.startswith("utf") else b"\xef\xbf\xbd"
        assert read.text.count("\ufffd") <= content.count(written)


@given(
    st.lists(
        st.sampled_from([b"caf\xc3\xa9 ", b"\xff", b"\xed\xa0\x80", b"na\xc3\xafve\n", b"\xe4\xb8\xad"]), max_size=30
    )
)
def test_utf_8_with_damage_can_be_written_back_byte_by_byte(pieces: list[bytes]) -> None:
    content = b"caf\xc3\xa9 " * 200 + b"".join(pieces)
    text, encoding, _ = read(content)
    assert text.encode(encoding, "surrogateescape") == content


SOURCE_LINE = '<span class="html-tag">&lt;p&gt;</span>Why?<span class="html-tag">&lt;/p&gt;</span>'
VIEWS_OF_SOURCE = {
    "Chrome": f'<table><tr><td class="line-number" value="1"></td><td class="line-content">{SOURCE_LINE}</td></tr>',
    "Chrome, a blank line first": f'<td class="line-content"><br></td><td class="line-content"> {SOURCE_LINE}</td>',
    "an old Chrome": f'<td class="webkit-line-content">{SOURCE_LINE}</td>',
    "Firefox": '<body id="viewsource" class="highlight"><pre id="line1">&lt;<span class="start-tag">p</span>&gt;</pre>',
}


@pytest.mark.parametrize("browser", VIEWS_OF_SOURCE)
def test_a_saved_view_of_a_page_s_source_is_rejected_as_one(browser: str) -> None:
    page = document(content=f"<html>{VIEWS_OF_SOURCE[browser]}".encode(), media_type="text/html")
    [rejected] = read_document(page).rejected
    assert rejected.reason == Reason.VIEW_SOURCE


@pytest.mark.parametrize(
    "content", ['<td class="line-content">Why?</td>', "<p id=viewsource>Why?</p>", "viewsource.css"]
)
def test_a_page_that_only_names_its_parts_alike_is_read(content: str) -> None:
    assert isinstance(decode(document(content=content.encode(), media_type="text/html")), Page)
