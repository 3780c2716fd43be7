"""What the smaller commands answer."""

import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from program import Run

TONE = ("--engine", "tone")


@pytest.fixture
def slug(run: Run, sample: Path) -> str:
    result = run("publish", sample, *TONE, "--json")
    assert result.status == 0, result.err
    made: str = json.loads(result.out)[0]["slug"]
    return made


def test_init_asks_checks_and_never_overwrites(tmp_path: Path, run: Run) -> None:
    answers = [
        'Harbor "Legal" Aid',
        "",
        "nobody",
        "press@harbor.example",
        "",
        "Knitting",
        "government",
        "english!",
        "en-US",
        "podcast",
        "https://harbor.example/podcast",
    ]
    result = run("init", stdin="\n".join([*answers, ""]).encode())
    assert result.status == 0, result.err
    show = tomllib.loads((tmp_path / "presscast.toml").read_text())["show"]
    assert show == {
        "title": 'Harbor "Legal" Aid',
        "author": 'Harbor "Legal" Aid',
        "email": "press@harbor.example",
        "description": 'Press releases of Harbor "Legal" Aid, read aloud.',
        "category": "Government",
        "language": "en-US",
        "base_url": "https://harbor.example/podcast/",
    }
    before = (tmp_path / "presscast.toml").read_bytes()
    again = run("init", "--yes", "--title", "Other")
    assert again.status == 4
    assert (tmp_path / "presscast.toml").read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX")
def test_init_stopped_leaves_nothing(tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "presscast", "init", "show"],
        cwd=tmp_path,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    heard = b""
    while b"Title" not in heard:
        heard += os.read(ours, 1000)
    os.write(ours, b"News\n")
    while b"Organisation" not in heard:
        heard += os.read(ours, 1000)
    time.sleep(0.5)  # nobody presses Ctrl-C before the question waits for an answer
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 130
    os.close(ours)
    assert not list(tmp_path.iterdir())


def test_init_without_questions_refuses_a_wrong_value(tmp_path: Path, run: Run) -> None:
    result = run("init", "--yes", "--category", "Knitting")
    assert result.status == 2
    assert "Government" in result.err
    assert not (tmp_path / "presscast.toml").exists()


def test_what_init_writes_is_what_publish_reads(tmp_path: Path, run: Run, sample: Path) -> None:
    options = ("--title", "Night Q&A", "--base-url", "https://example.org/p")
    assert run("init", "--yes", *options).status == 0
    assert run("publish", sample, *TONE).status == 0
    feed = (tmp_path / "output" / "feed.xml").read_text()
    assert "<title>Night Q&amp;A</title>" in feed
    assert "https://example.org/p/feed.xml" in feed


def test_list_and_embed(tmp_path: Path, run: Run, slug: str) -> None:
    assert run("list").out.startswith(slug)
    listed = json.loads(run("list", "--json").out)
    assert [entry["slug"] for entry in listed] == [slug]
    embedded = run("embed", slug, "--page", "look.html")
    assert f"/episodes/{slug}/player.html" in embedded.out
    assert embedded.out.strip() in (tmp_path / "look.html").read_text()
    assert run("embed", "none").status == 2


def test_check_tells_errors_by_its_status(tmp_path: Path, run: Run, slug: str) -> None:
    whole = run("check")
    assert whole.status == 0, whole.out
    recording = tmp_path / "output" / "episodes" / slug / f"{slug}.mp3"
    recording.write_bytes(recording.read_bytes()[:-1000])
    broken = run("check", "--json")
    assert broken.status == 1
    findings = json.loads(broken.out)
    assert any(f["severity"] == "error" and slug in f["place"] for f in findings)


def test_feed_rebuilds_all_but_the_sound(tmp_path: Path, run: Run, slug: str) -> None:
    output = tmp_path / "output"
    before = {
        path: path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and path.suffix in (".xml", ".html", ".vtt", ".srt", ".json")
    }
    for path in before:
        if path.name not in ("show.json", "episode.json"):
            path.unlink()
    assert run("feed").status == 0
    assert {path: path.read_bytes() for path in before} == before
    assert slug in run("list").out


def test_doctor_finds_this_installation_well(run: Run) -> None:
    result = run("doctor")
    assert result.status == 0, result.out + result.err
    assert "ffmpeg" in result.out
    assert "piper" in result.out


def test_voices_are_listed_with_licence(run: Run) -> None:
    result = run("voices", "list", "--engine", "piper", "--json")
    assert result.status == 0, result.err
    voices = json.loads(result.out)
    assert all(voice["licence"] and voice["language"] for voice in voices)
    assert len({voice["address"] for voice in voices}) == len(voices) > 3


def test_normalize_answers_line_by_line(run: Run) -> None:
    lines = "Fined $2.5M under 8 U.S.C. § 1158.\n\nIt rose 8.1%.\n"
    result = run("normalize", stdin=lines.encode())
    assert result.status == 0
    spoken = result.out.split("\n")
    assert len(spoken) == 4
    assert spoken[1] == ""
    assert spoken[2] == "It rose eight point one percent."


@pytest.fixture
def watching(tmp_path: Path, clips: Path) -> Iterator[Path]:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    server = subprocess.Popen(
        [sys.executable, "-m", "presscast", "serve", "--watch", "inbox", "--port", "0", *TONE],
        cwd=tmp_path,
        env={**os.environ, "PRESSCAST_CACHE": str(clips)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield inbox
    server.terminate()
    server.wait(10)


def test_what_is_dropped_into_a_watched_folder_is_published(
    tmp_path: Path, watching: Path, sample: Path
) -> None:
    (watching / "empty.txt").write_text("")
    (watching / "release.txt").write_text(sample.read_text())
    feed = tmp_path / "output" / "feed.xml"
    until = time.monotonic() + 40
    while not feed.is_file() and time.monotonic() < until:
        time.sleep(0.2)
    assert "<enclosure" in feed.read_text()
