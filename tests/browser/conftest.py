"""A small site on a local server, and a real browser to look at it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from millbrook import millbrook_episode, millbrook_show
from published_episodes import feed_of

from presscast.layout import episode_path
from presscast.model import (
    Episode,
    Show,
)
from presscast.writers import cover, html_transcript, pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@dataclass(frozen=True, slots=True)
class Site:
    """A published show on a local server."""

    url: str
    root: Path
    show: Show
    episode: Episode

    def path(self, kind: str) -> Path:
        """Return the file of a kind of page."""
        folder = episode_path(self.episode.slug)
        return (
            self.root
            / {
                "show": "index.html",
                "show-2": "page-1.html",
                "episode": f"{folder}index.html",
                "player": f"{folder}player.html",
                "transcript": f"{folder}transcript.html",
                "elsewhere": "elsewhere.html",
            }[kind]
        )

    def address(self, kind: str) -> str:
        """Return the URL of a kind of page."""
        return self.url + self.path(kind).relative_to(self.root).as_posix()


def _beep(path: Path, duration_ms: int) -> None:
    import imageio_ffmpeg

    subprocess.run(
        [
            imageio_ffmpeg.get_ffmpeg_exe(),
            "-loglevel",
            "error",
            "-y",
            "-f",
            "lavfi",
            "-i",
            f"sine=frequency=330:duration={duration_ms / 1000}",
            "-ac",
            "1",
            "-b:a",
            "64k",
            str(path),
        ],
        check=True,
    )


@contextmanager
def _served(root: Path) -> Iterator[str]:
    import uvicorn
    from starlette.applications import Starlette
    from starlette.staticfiles import StaticFiles

    app = Starlette()
    app.mount("/", StaticFiles(directory=root, html=True))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A show of two pages of episodes, written to disk and served with ranges."""
    root = tmp_path_factory.mktemp("site")
    show, made = millbrook_show(), millbrook_episode()
    folder = root / episode_path(made.slug)
    folder.mkdir(parents=True)
    recording = folder / made.recording.path
    _beep(recording, made.recording.duration_ms)
    episode = replace(
        made,
        recording=replace(made.recording, bytes=recording.stat().st_size),
    )
    older = tuple(
        replace(
            episode,
            slug=f"2020-{month:02}-{day:02}-notice",
            title=f"Opening hours, {day}/{month}",
            published=f"2020-{month:02}-{day:02}T08:00:00-08:00",
        )
        for month in range(12, 7, -1)
        for day in range(20, 0, -1)
    )
    for artifact in (
        *pages.create().write_episode(show, episode),
        *html_transcript.create().write_episode(show, episode),
        *pages.create().write_show(feed_of(show, episode, *older)),
        *cover.create().write_show(feed_of(show, episode)),
    ):
        path = root / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)
    with _served(root) as url:
        here = replace(show, base_url=url)
        (root / "elsewhere.html").write_bytes(pages.embed_page(here, episode))
        yield Site(url, root, show, episode)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; the test is skipped, saying so, where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required", "--mute-audio"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page that fails the test on any script error or blocked request."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()
    assert faults == []
