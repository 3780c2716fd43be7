"""Real podcast clients subscribe over HTTP, list the episode and download the same bytes."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from program import ROOT, SAMPLE

CLIENTS = ROOT / ".venv-clients" / "bin"
TITLE = "Court Orders Heat Restored to 412 Homes at Riverbend Court"


@dataclass(frozen=True)
class Preview:
    """A show that is being served."""

    feed: str
    audio: bytes


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory, clips: Path) -> Iterator[Preview]:
    folder = tmp_path_factory.mktemp("show")
    environment = {**os.environ, "PRESSCAST_CACHE": str(clips), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "presscast"]
    published = subprocess.run(
        [*command, "publish", str(SAMPLE), "--engine", "tone", "--json"],
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
    )
    form = json.loads(published.stdout)[0]
    server = subprocess.Popen(
        [*command, "serve", "--port", "0"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    feed = ""
    while not feed:
        line = server.stdout.readline()
        assert line, "the server has ended"
        feed = line.split()[1] if line.startswith("subscribe") else ""
    yield Preview(feed, (folder / form["audio"]).read_bytes())
    server.terminate()
    server.wait(10)


def program(name: str) -> str:
    found = shutil.which(name) or shutil.which(str(CLIENTS / name))
    if not found:
        pytest.skip(f"{name} is not installed; .ci/run installs it")
    return found


def called(
    command: list[str], folder: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "HOME": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def downloads(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*.mp3")]


def test_gpodder(preview: Preview, tmp_path: Path) -> None:
    gpo = program("gpo")
    home = {"GPODDER_HOME": str(tmp_path / "home"), "GPODDER_DOWNLOAD_DIR": str(tmp_path / "files")}
    subscribed = called([gpo, "subscribe", preview.feed], tmp_path, **home)
    assert subscribed.returncode == 0, subscribed.stdout + subscribed.stderr
    assert preview.feed in called([gpo, "list"], tmp_path, **home).stdout
    assert TITLE in called([gpo, "info", preview.feed], tmp_path, **home).stdout
    called([gpo, "download"], tmp_path, **home)
    assert downloads(tmp_path / "files") == [preview.audio]


def test_newsboat_and_podboat(preview: Preview, tmp_path: Path) -> None:
    newsboat, podboat = program("newsboat"), program("podboat")
    (tmp_path / "urls").write_text(preview.feed + "\n")
    (tmp_path / "config").write_text(
        f'podcast-auto-enqueue yes\ndownload-path {tmp_path}/files\ndownload-filename-format "%F"\n'
    )
    files = [
        *("-u", str(tmp_path / "urls")),
        *("-c", str(tmp_path / "cache.db")),
        *("-C", str(tmp_path / "config")),
    ]
    reloaded = called([newsboat, *files, "-x", "reload"], tmp_path)
    assert reloaded.returncode == 0, reloaded.stderr
    assert "1" in called([newsboat, *files, "-x", "print-unread"], tmp_path).stdout
    queued = (tmp_path / ".newsboat" / "queue").read_text()
    url = re.search(r"http://\S+\.mp3", queued)
    assert url, queued
    (tmp_path / "queue").write_text(f'{url[0]} "{tmp_path}/files/episode.mp3"\n')
    (tmp_path / "files").mkdir()
    # It is a program of the terminal and runs until it is told to stop.
    terminal = subprocess.Popen(
        ["script", "-qec", f"{podboat} -a -q {tmp_path}/queue -C {tmp_path}/config", "/dev/null"],
        env={**os.environ, "HOME": str(tmp_path), "TERM": "xterm"},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    until = time.monotonic() + 30
    while preview.audio not in downloads(tmp_path / "files") and time.monotonic() < until:
        time.sleep(0.1)
    terminal.kill()
    terminal.wait()
    assert preview.audio in downloads(tmp_path / "files")


def test_podcast_archiver(preview: Preview, tmp_path: Path) -> None:
    archiver = program("podcast-archiver")
    (tmp_path / "files").mkdir()
    done = called([archiver, "--feed", preview.feed, "--dir", str(tmp_path / "files")], tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert downloads(tmp_path / "files") == [preview.audio]


def test_podcast_downloader(preview: Preview, tmp_path: Path) -> None:
    python = program(str(CLIENTS / "python"))
    (tmp_path / "files").mkdir()
    config = {
        "if_directory_empty": "download_all_from_feed",
        "podcasts": [{"name": "show", "path": str(tmp_path / "files"), "rss_link": preview.feed}],
    }
    (tmp_path / ".podcast_downloader_config.json").write_text(json.dumps(config))
    done = called([python, "-m", "podcast_downloader"], tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert downloads(tmp_path / "files") == [preview.audio]
