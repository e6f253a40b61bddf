"""Fingerprints do not depend on the Unicode table of the running Python."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import pipeline
from pipeline.text.fingerprint import fingerprint, pair_id
from pipeline.text.unicode14 import UNICODE, is_newer, is_number

NONCHARACTERS = {*range(0xFDD0, 0xFDF0), *(code for code in range(0x110000) if code & 0xFFFE == 0xFFFE)}
SHAKING, PUSHING, MELTING = "\U0001fae8", "\U0001faf7", "\U0001fae0"
"""Two emoji of Unicode 15.0 (2022) and one of 14.0 (2021)."""
NEWER_LETTER, NEWER_DIGIT, NEWER_MARK, NEWER_CONTROL = "\U00011f04", "\U0001e4f0", "\U0001e4ec", "\U00013439"
"""Of Unicode 15.0, too."""

NEWER = [
    (f"What does {SHAKING} mean?", f"what does {SHAKING} mean"),
    (f"a{SHAKING}B", f"a {SHAKING} b"),
    (f"{SHAKING}{PUSHING}", f"{SHAKING} {PUSHING}"),
    (f"{PUSHING}{MELTING}{SHAKING}", f"{PUSHING} {MELTING} {SHAKING}"),
    (f"{SHAKING}\ufe0f!", SHAKING),
    (f"東京 {SHAKING} 日本", f"東京 {SHAKING} 日本"),
    (f"{NEWER_LETTER}{NEWER_LETTER}", f"{NEWER_LETTER} {NEWER_LETTER}"),
    (f"5{NEWER_DIGIT}.{NEWER_DIGIT}", f"5 {NEWER_DIGIT} {NEWER_DIGIT}"),
    (f"e{NEWER_MARK}\u0301", f"e {NEWER_MARK} \u0301"),
    (f"a{NEWER_CONTROL}b", f"a {NEWER_CONTROL} b"),
    ("\u20c15", "\u20c1 5"),
]


@pytest.mark.parametrize(("text", "wanted"), NEWER)
def test_a_newer_character_is_kept_as_a_word_of_its_own(text: str, wanted: str) -> None:
    assert fingerprint(text) == wanted


@pytest.mark.parametrize("char", ["\ufdd0", "\ufdd1", "\uffff", "\ue000", "\x07", "\U0010fffd"])
def test_what_will_never_be_a_character_is_no_word(char: str) -> None:
    assert fingerprint(f"a{char}b{SHAKING}") == f"a b {SHAKING}"


def test_two_newer_emoji_give_two_ids() -> None:
    answer = fingerprint("It is sent in a chat with friends.")
    ids = [pair_id(fingerprint(f"What does {emoji} mean?"), answer) for emoji in (SHAKING, PUSHING)]
    assert ids == ["6606a9dbcb45c17f", "642655cf5745bec8"]


@given(st.text(st.characters() | st.sampled_from(f"-.5'é\u3099か東{SHAKING}{NEWER_LETTER}{NEWER_MARK}"), max_size=30))
@example(f"{SHAKING}-5 {PUSHING}")
def test_no_newer_character_is_lost_moved_or_joined_to_another(text: str) -> None:
    found = fingerprint(text)
    newer = [char for char in text if is_newer(ord(char))]
    assert [char for char in found if is_newer(ord(char))] == newer
    assert [word for word in found.split() if any(is_newer(ord(char)) for char in word)] == newer
    assert fingerprint(found) == found


@pytest.mark.skipif(unicodedata.unidata_version != f"{UNICODE}.0", reason="this Python knows another Unicode")
def test_the_table_is_that_of_its_version() -> None:
    for code in range(0x110000):
        is_assigned = unicodedata.category(chr(code)) != "Cn"
        assert is_newer(code) is (not is_assigned and code not in NONCHARACTERS), hex(code)
        assert is_number(chr(code)) is (unicodedata.numeric(chr(code), None) is not None), hex(code)


# What another Python runs: only the modules that fingerprints need, without those that the package imports.
_OF_ALL_CHARACTERS = """
import hashlib, json, sys, types, unicodedata
for name, folder in (("package", sys.argv[1]), ("package.text", sys.argv[1] + "/text")):
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = [folder]
from package.text.fingerprint import fingerprint
from package.text.unicode14 import is_number
digests = []
for start in range(0, 0x110000, 256):
    chars = [chr(code) for code in range(start, start + 256)]
    found = ["".join(map(str, map(int, map(is_number, chars))))]
    # Above the planes that have letters, all characters are treated alike.
    found += [fingerprint(between.join(chars)) for between in ("", "a\\u0301", "-5")[: 3 if start < 0x40000 else 1]]
    digests.append(hashlib.sha256("\\n".join(found).encode()).hexdigest())
print(json.dumps([unicodedata.unidata_version, digests]))
"""


def _other_python(version: str) -> str | None:
    """A Python of a version that can be run: on the PATH, or where pyenv and uv put theirs."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    uv = Path(os.environ.get("UV_PYTHON_INSTALL_DIR", Path.home() / ".local/share/uv/python"))
    found = [*pyenv.glob(f"versions/{version}*/bin/python3"), *uv.glob(f"cpython-{version}.*/bin/python3")]
    for python in (shutil.which(f"python{version}"), *map(str, found)):
        if python and subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0:
            return python
    return None


@cache
def _of_all_characters(python: str) -> tuple[str, list[str]]:
    command = [python, "-I", "-c", _OF_ALL_CHARACTERS, str(Path(pipeline.__file__).parent)]
    unicode, digests = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return unicode, digests


@pytest.mark.slow("runs each Python over all code points")
@pytest.mark.parametrize("version", ["3.12", "3.13", "3.14"])
def test_every_python_gives_the_same_fingerprints(version: str) -> None:
    python = _other_python(version)
    if python is None:
        pytest.skip(f"no Python {version} here")
    unicode, other = _of_all_characters(python)
    assert unicode != f"{UNICODE}.0"
    own = _of_all_characters(sys.executable)[1]
    assert [hex(256 * i) for i, (left, right) in enumerate(zip(own, other, strict=True)) if left != right] == []
