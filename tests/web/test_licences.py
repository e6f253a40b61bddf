"""Licences: one spelling for all ways in which pages name one, and nothing that could do harm."""

from __future__ import annotations

import pytest

from pipeline.web.licences import joined, licence_name, plain


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("http://www.creativecommons.org/licenses/by-sa/3.0/us/", "CC-BY-SA-3.0-US"),
        ("//creativecommons.org/licenses/by-nc-nd/2.5", "CC-BY-NC-ND-2.5"),
        ("https://creativecommons.org/licenses/by-sa/4.0/deed.de", "CC-BY-SA-4.0"),
        ("https://creativecommons.org/licenses/by/4.0/legalcode#s4", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by/", "CC-BY"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "PDM-1.0"),
        ("https://spdx.org/licenses/MIT.html", "MIT"),
        ("CC BY-NC 3.0", "CC-BY-NC-3.0"),
        ("cc-by-sa-4.0", "CC-BY-SA-4.0"),
        ("CC0", "CC0-1.0"),
        ("Creative Commons Attribution-ShareAlike 4.0 International License", "CC-BY-SA-4.0"),
        ("Creative Commons Attribution-NonCommercial-NoDerivs 3.0 Unported", "CC-BY-NC-ND-3.0"),
        ("https://creativecommons.org/about", "https://creativecommons.org/about"),
        ("https://example.org/creativecommons.org/licenses/by/4.0/", "https://example.org/creativecommons.org/licenses/by/4.0/"),
        ("https://creativecommons.org.example.org/licenses/by/4.0/", "https://creativecommons.org.example.org/licenses/by/4.0/"),
        ("All rights reserved", "All rights reserved"),
        ("/terms", "/terms"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_licence_has_one_name(said: str, name: str) -> None:
    assert licence_name(said) == name
    assert licence_name(licence_name(said)) == licence_name(said)


@pytest.mark.parametrize(
    "said",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1) ",
        "java\nscript:alert(1)//x",
        "javascript:void 0",
        "data:text/html,<b>",
        "file:///etc/passwd",
        "http://[",
        "https://",
        "x" * 400,
        "https://example.org/" + "x" * 400,
        "\x00",
    ],
)
def test_what_could_do_harm_is_no_licence(said: str) -> None:
    name = licence_name(said)
    assert name == "" or ("script" not in name.replace(" ", "") or ":" not in name)
    assert name.isprintable()


def test_nothing_in_a_name_controls_a_terminal() -> None:
    assert licence_name("My\x1b[31m terms\u202e\n\x07 apply") == "My [31m terms apply"


def test_an_address_is_made_whole_and_names_no_user() -> None:
    assert plain("/terms", "https://example.org/faq") == "https://example.org/terms"
    assert plain("https://me:secret@example.org/terms") == "https://example.org/terms"


def test_several_licences_are_all_named() -> None:
    assert joined(["CC-BY-4.0", "CC-BY-4.0", "All rights, reserved"]) == ("All rights, reserved; CC-BY-4.0")
    assert joined([]) is None
