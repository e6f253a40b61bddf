"""A browser shows a site from the disk: the search finds, nothing that was scraped runs, and everybody can use it."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Project
from site_pages import HOSTILE, pages, write_pages

from pipeline.audit.site.site import write_site
from pipeline.audit.site.words import words_of

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.slow("starts a browser"),
    pytest.mark.skipif(not (BROWSER and DRIVER), reason="NOT RUN: there is no chromium with its driver"),
]
PATIENCE = 20.0  # seconds
QUERIES = ["Why can't I?", "Zoë's CAFÉ, naïve", "ﬁle №5", "東京駅 a", "हिन्दी क्या है?", "ΟΔΟΣ", "x" * 50, "«Как»—дела…"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with hostile text in it."""
    project = Project(tmp_path_factory.mktemp("shown"))
    write_pages(project)
    project.curate()
    write_site(folder=project.root / "site", out=project.out)
    return project.root / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options, Service(DRIVER))
    yield driver
    driver.quit()


def wait(browser: Any, found: Callable[[], object]) -> Any:
    """Return what is found on the page as soon as it is there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if value := found():
            return value
        time.sleep(0.05)
    raise AssertionError(f"Not found: {browser.find_element('tag name', 'main').text}")


def results(browser: Any) -> list[str]:
    """Return the questions that were found."""
    return [link.text for link in browser.find_elements("css selector", "#found a")]


def log_of(browser: Any) -> list[str]:
    """Return what the console says of errors."""
    return [entry["message"] for entry in browser.get_log("browser")]


def search(browser: Any, made: Path, words: str) -> list[str]:
    """Type words into the search, and return the questions that were found."""
    browser.get((made / "search.html").as_uri())
    wait(browser, lambda: browser.switch_to.active_element.tag_name == "input")  # a busy machine takes a while
    browser.switch_to.active_element.send_keys(words)
    told = browser.find_element("id", "told")
    wait(browser, lambda: told.text.endswith("question.") or "questions." in told.text or "No question" in told.text)
    return results(browser)


def test_the_search_finds_by_words_of_question_and_answer(browser: Any, made: Path) -> None:
    assert search(browser, made, "therapists email") == ["Can therapists email clients?"]
    assert search(browser, made, "sauna beside") == ["Is there a sauna?"]
    assert search(browser, made, "weekd") == ["When does the pool open?"]
    assert search(browser, made, "cafe zoe") == ["Où est le café Zoë?"]
    assert search(browser, made, "東京駅") == ["東京駅はどこですか？"]
    assert search(browser, made, "nowhere to be found") == []
    assert log_of(browser) == []


def test_a_form_on_the_first_page_leads_to_the_search_and_on_to_a_question(browser: Any, made: Path) -> None:
    browser.get((made / "index.html").as_uri())
    browser.find_element("id", "find").send_keys("pool open\n")
    link = wait(browser, lambda: browser.find_elements("css selector", "#found a"))[0]
    assert "q=pool+open" in browser.current_url
    link.send_keys("\n")
    assert browser.find_element("tag name", "h1").text == "When does the pool open?"
    browser.find_element("css selector", "summary").send_keys("\n")
    assert browser.find_element("css selector", "details[open]").is_displayed()
    browser.back()
    assert wait(browser, lambda: results(browser))[0] == "When does the pool open?"
    assert log_of(browser) == []


def test_words_are_taken_apart_in_the_browser_as_in_the_index(browser: Any, made: Path) -> None:
    browser.get((made / "search.html").as_uri())
    for query in QUERIES:
        found = browser.execute_script("return wordsOf(arguments[0]).map((word) => word.text)", query)
        assert found == list(dict.fromkeys(words_of(query)))


def test_hostile_text_is_shown_and_does_nothing(browser: Any, made: Path) -> None:
    assert search(browser, made, "harmless") == [HOSTILE.question]
    assert "run" not in browser.title
    browser.find_element("css selector", "#found a").send_keys("\n")
    assert browser.find_element("css selector", ".said").text == HOSTILE.answer
    assert not browser.title.startswith("run")
    assert log_of(browser) == []
    browser.get((made / "search.html").as_uri() + "?q=%3Cimg%20src%3Dx%20onerror%3Ddocument.title%3D1%3E%20__proto__")
    wait(browser, lambda: browser.find_element("id", "told").text)
    assert browser.title.startswith("Search")
    assert log_of(browser) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_kind_of_page_is_usable_by_all_and_fits(browser: Any, made: Path, scheme: str, width: int) -> None:
    from axe_selenium_python import Axe

    emulated = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", emulated)
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    pool = next(path for path, page in pages(made).items() if "Replaced answer" in page.said)
    for path in (
        "index.html",
        "search.html?q=pool",
        "sources/index.html",
        "types/wh/when/index.html",
        pool,
        "404.html",
    ):
        browser.get(f"{made.as_uri()}/{path}")
        if "?" in path:
            wait(browser, lambda: results(browser))
        browser.execute_script("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width, path
        axe = Axe(browser)
        axe.inject()
        violations = axe.run()["violations"]
        assert not violations, (path, json.dumps(violations, indent=1)[:3000])
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_search_page_shows_more_when_asked_and_keeps_the_place_of_the_keyboard(browser: Any, tmp_path: Path) -> None:
    from conftest import Pair

    project = Project(tmp_path)
    project.page("page.txt", *(Pair(f"What is thing {n}?", f"It is thing number {n}.", "a.org") for n in range(25)))
    project.curate()
    write_site(folder=tmp_path / "site", out=project.out)
    assert len(search(browser, tmp_path / "site", "thing")) == 20
    more = browser.find_element("id", "more")
    more.send_keys("\n")
    wait(browser, lambda: len(results(browser)) == 25)
    assert browser.switch_to.active_element.text == results(browser)[20]
    assert not more.is_displayed()
