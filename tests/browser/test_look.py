"""Screenshots of every kind of page, kept to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presscast.layout import episode_path

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from tests.browser.conftest import Site

SCREENSHOTS = "tests/browser/screenshots"


def addresses(site: Site) -> dict[str, str]:
    """Return a page of every kind."""
    folder = episode_path(site.episode.slug)
    return {
        "show": "index.html",
        "show-2": "page-2.html",
        "episode": f"{folder}index.html",
        "player": f"{folder}player.html",
        "transcript": f"{folder}transcript.html",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", ["show", "episode", "player", "transcript"])
def test_no_page_scrolls_sideways(
    browser: Browser, site: Site, kind: str, width: int, scheme: str
) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page.goto(site.url + addresses(site)[kind])
    page.wait_for_load_state("networkidle")
    page.screenshot(path=f"{SCREENSHOTS}/{kind}-{width}-{scheme}.png", full_page=kind != "show")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
