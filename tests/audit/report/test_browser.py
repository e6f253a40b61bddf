"""The report in a real browser: it can be searched and opened, nothing scraped runs, and everyone can use it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Pair, Project

from pipeline.audit.report.write import write_report

webdriver = pytest.importorskip("selenium.webdriver")
BROWSER, DRIVER = (shutil.which(name) for name in ("chromium", "chromedriver"))

pytestmark = [
    pytest.mark.slow("starts a browser"),
    pytest.mark.skipif(not (BROWSER and DRIVER), reason="NOT RUN: needs chromium and chromium-driver"),
]

PLANTED = [
    "<script>window.ran = 1</script>",
    "</script><script>window.ran = 2</script>",
    '<img src="x" onerror="window.ran = 3">',
    "javascript:window.ran=4",
    '" onfocus="window.ran = 5" autofocus="',
]
WIDTHS = {"phone": 390, "desktop": 1280}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a release with hostile texts, duplicates, conflicts, a history and rejections."""
    project = Project(tmp_path_factory.mktemp("browser"))
    planted = [Pair(f"What is {each} number {n}?", f"It is {each}, as they say.") for n, each in enumerate(PLANTED)]
    plain = [
        Pair(f"How does the machine {n} work?", f"Press the button {n} times.", f"host{n}.example.org")
        for n in range(30)
    ]
    lamp = Pair("How long does a lamp of this kind burn?", "It burns for 900 hours when it is kept dry and clean.")
    project.page("planted.txt", *planted, "A heading <script>window.ran = 6</script> of nobody\n")
    project.page("plain.txt", *plain)
    project.page("old.txt", lamp)
    project.page("new.txt", lamp._replace(answer=lamp.answer.replace("900", "700")))
    project.page("again.txt", plain[29]._replace(host="example.net"))
    project.index(
        "old.txt,https://example.org/lamp,2025-01-31,,",
        "new.txt,https://example.org/lamp,2026-01-31,,",
        'planted.txt,"https://example.org/<script>window.ran=7</script>",,,',
    )
    project.curate()
    path = project.root / "report.html"
    path.write_text(write_report(project.release(), None, [project.raw]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def started() -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    driver.implicitly_wait(5)
    yield driver
    driver.quit()


@pytest.fixture
def browser(started: Any, page: Path) -> Any:
    show(started, page)
    return started


def show(driver: Any, page: Path, width: int = 1280, scheme: str = "light") -> None:
    wishes = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
    features = [{"name": name, "value": value} for name, value in wishes.items()]
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    driver.get("about:blank")
    driver.get(page.as_uri())


def questions(driver: Any) -> list[str]:
    return [each.text for each in driver.find_elements("css selector", "#items .question")]


def choose(driver: Any, id: str, value: str) -> None:
    driver.find_element("css selector", f"#{id} option[value='{value}']").click()


def test_a_search_finds_records_by_their_words(browser: Any) -> None:
    browser.find_element("id", "words").send_keys("MACHINE 17")
    assert questions(browser) == ["How does the machine 17 work?"]
    assert browser.find_element("id", "found").text.startswith("1 of ")


def test_filters_and_order_work_together_and_are_cleared(browser: Any) -> None:
    everything = questions(browser)
    choose(browser, "by-domain", "example.org")
    browser.find_element("id", "words").send_keys("machine")
    choose(browser, "order", "q")
    found = questions(browser)
    assert found == [f"How does the machine {number} work?" for number in range(20)]
    browser.find_element("id", "clear").click()
    assert questions(browser) == everything


def test_the_list_turns_its_pages(browser: Any) -> None:
    first = questions(browser)
    browser.find_element("id", "next").click()
    assert not {*first} & {*questions(browser)}
    assert browser.find_element("id", "where").text.startswith("2 of ")


def test_a_record_opens_to_its_evidence_with_the_keyboard_alone(browser: Any) -> None:
    browser.find_element("id", "words").send_keys("machine 25 work")
    while browser.switch_to.active_element.tag_name != "summary":
        browser.switch_to.active_element.send_keys("\t")
    browser.switch_to.active_element.send_keys("\n")
    evidence = browser.find_element("css selector", "#items .evidence")
    assert "plain.txt" in evidence.text
    assert [mark.text for mark in evidence.find_elements("css selector", "mark")] == [
        "How does the machine 25 work?",
        "Press the button 25 times.",
    ]


def test_a_record_shows_what_contradicts_it_and_its_history(browser: Any) -> None:
    browser.find_element("id", "words").send_keys("lamp 900")
    browser.find_element("css selector", "#items summary").click()
    text = browser.find_element("css selector", "#items .evidence").text
    assert "Superseded by" in text
    assert "All answers to this question" in text
    assert "700" in text


def test_a_link_in_the_page_opens_its_record(browser: Any) -> None:
    link = browser.find_element("css selector", "#conflicts a.id")
    id = link.text
    link.click()
    browser.find_element("css selector", f"[id='{id}'] :focus")  # waits: the page follows a link in its own time
    assert browser.switch_to.active_element.find_element("xpath", "ancestor::li").get_attribute("id") == id
    assert browser.find_elements("css selector", f"[id='{id}'] .evidence")


def test_nothing_that_was_planted_runs(browser: Any) -> None:
    for number in range(2):
        if number:
            browser.find_element("id", "next").click()
        for summary in browser.find_elements("css selector", "#items summary"):
            browser.execute_script("arguments[0].click(); arguments[0].focus()", summary)
    assert browser.execute_script("return window.ran === undefined")
    links = browser.execute_script("return [...document.links].map((link) => link.protocol)")
    assert {*links} <= {"http:", "https:", "file:"}
    assert browser.execute_script("return document.scripts.length") == 2
    assert browser.execute_script("return document.images.length") == 0


def test_the_console_stays_empty(browser: Any) -> None:
    browser.get_log("browser")
    browser.refresh()
    for summary in browser.find_elements("css selector", "#items summary"):
        summary.click()
    assert browser.get_log("browser") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_everyone_can_use_it(started: Any, page: Path, width: int, scheme: str) -> None:
    from axe_selenium_python import Axe

    started.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})  # for axe, which is run as a script of the page
    try:
        show(started, page, width, scheme)
        started.execute_script("for (const each of document.querySelectorAll('details > summary')) each.click()")
        axe = Axe(started)
        axe.inject()
        violations = axe.run()["violations"]
    finally:
        started.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})
    assert not violations, axe.report(violations)
    assert started.execute_script("return document.documentElement.scrollWidth") <= width
