"""Every kind of page against axe-core, light and dark, on a telephone and on a desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from browser.conftest import Site
    from playwright.sync_api import Browser, Page

SCREENSHOTS = Path(__file__).parent / "screenshots"
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}


def violations(page: Page) -> list[str]:
    """Return what axe-core finds, a line a fault."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    )
    found: dict[str, Any] = axe.Axe().run(page, options=RULES).response
    return [
        f"{violation['id']}: {node['html']}: {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("kind", ["show", "episode", "player", "transcript", "elsewhere"])
def test_no_page_breaks_a_rule_or_scrolls_sideways(browser: Browser, site: Site, kind: str) -> None:
    page = browser.new_page(reduced_motion="reduce")
    page.goto(site.address(kind))
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            assert violations(page) == [], (width, scheme)
            page.screenshot(
                path=SCREENSHOTS / f"{kind}-{width}-{scheme}.png", full_page=kind != "show"
            )
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


SMALL_TARGETS = """() => [...document.querySelectorAll(
  "a[href], button, summary, audio, input[type=range], input[type=search], label:has(input)")]
  .filter((target) => {
    const { width, height } = target.getBoundingClientRect();
    const around = target.parentElement.textContent.trim();
    const inText = target.matches("a") && around !== target.textContent.trim();
    return width > 0 && !inText && !target.matches(".skip") && (width < 24 || height < 24);
  })
  .map((target) => target.outerHTML)"""


@pytest.mark.parametrize("kind", ["show", "episode", "player", "transcript"])
def test_targets_are_large_enough_and_show_the_focus(
    browser: Browser, site: Site, kind: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(site.address(kind))
    if kind == "episode":
        page.locator("summary").click()
    assert page.evaluate(SMALL_TARGETS) == []
    page.evaluate("document.activeElement.blur()")
    for _ in range(3):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    page.close()


SEEK = """async (id) => {
  const audio = document.getElementById("recording");
  if (audio.readyState < 1)
    await new Promise((known) => audio.addEventListener("loadedmetadata", known, { once: true }));
  audio.currentTime = Number(document.getElementById(id).dataset.start) / 1000 + 0.05;
}"""


@pytest.mark.parametrize("appearance", ["light", "dark", "contrast"])
def test_settings_in_use_break_no_rule(browser: Browser, site: Site, appearance: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(site.address("episode"))
    page.locator("summary").click()
    for name, value in (
        ("appearance", appearance),
        ("size", "largest"),
        ("spacing", "widest"),
        ("typeface", "dyslexic"),
    ):
        page.locator(f"[name={name}][value={value}]").check()
    page.evaluate(SEEK, "u9")
    page.wait_for_selector("#u9.spoken")
    page.screenshot(path=SCREENSHOTS / f"settings-{appearance}.png")
    assert violations(page) == []
    page.close()


def test_high_contrast_asked_for_by_the_device_is_given(browser: Browser, site: Site) -> None:
    page = browser.new_page(contrast="more", color_scheme="dark")
    page.goto(site.address("episode"))
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == (
        "rgb(0, 0, 0)"
    )
    assert violations(page) == []
    page.close()


def test_axe_would_find_a_fault(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(site.address("episode"))
    page.evaluate("document.querySelector('#text').insertAdjacentHTML('beforeend', '<img src=x>')")
    assert any(fault.startswith("image-alt") for fault in violations(page))
    page.close()
