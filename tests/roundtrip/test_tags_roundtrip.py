"""Tags written by presscast, read by ffprobe, mp3val and eyeD3."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from published_episodes import SHOW, build_episode

from presscast.audio.ffmpeg import program
from presscast.stages.tag import tag
from presscast.writers._cover import episode_cover

EPISODE = build_episode()


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tagged") / "episode.mp3"
    seconds = EPISODE.timeline.duration_ms / 1000
    tone = ["-f", "lavfi", "-i", f"sine=220:d={seconds}", "-ac", "1", "-b:a", "64k"]
    subprocess.run([program(), "-v", "error", *tone, str(path)], check=True)
    tag(path, EPISODE, SHOW, episode_cover(SHOW, EPISODE))
    return path


def found(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


def test_ffprobe_lists_the_chapters_and_the_text(recording: Path) -> None:
    command = [found("ffprobe"), "-v", "error", "-of", "json", "-show_chapters", "-show_format"]
    command += ["-show_streams", str(recording)]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    seen = json.loads(done.stdout)
    assert [(c["start"], c["end"], c["tags"]["title"]) for c in seen["chapters"]] == [
        (c.start_ms, c.end_ms, c.title) for c in EPISODE.timeline.chapters
    ]
    tags = seen["format"]["tags"]
    assert tags["title"] == EPISODE.title
    assert tags["genre"] == "Podcast"
    assert tags["date"].startswith("2021-01-02")
    assert tags["language"] == "eng"
    assert "synthetic voices" in tags["comment"]
    assert "Nobody should have to choose" in tags["lyrics-eng"]
    pictures = [s for s in seen["streams"] if s["codec_name"] == "mjpeg"]
    assert [(p["width"], p["height"]) for p in pictures] == [(1400, 1400)]


def test_mp3val_finds_nothing_wrong(recording: Path) -> None:
    done = subprocess.run([found("mp3val"), str(recording)], capture_output=True, check=True)
    report = done.stdout.decode()
    assert "ID3v2" in report
    assert "WARNING" not in report
    assert "PROBLEM" not in report


def test_eyed3_reads_the_tag_and_the_chapters(recording: Path) -> None:
    eyed3 = pytest.importorskip("eyed3", reason="eyeD3 is not installed")
    audio = eyed3.load(recording)
    assert audio.tag.version == (2, 3, 0)
    assert audio.tag.title == EPISODE.title
    assert audio.tag.album == SHOW.title
    assert [(c.title, tuple(c.times)) for c in audio.tag.chapters] == [
        (c.title, (c.start_ms, c.end_ms)) for c in EPISODE.timeline.chapters
    ]
    (toc,) = audio.tag.table_of_contents
    assert toc.toplevel
    assert toc.ordered
    assert [name.decode() for name in toc.child_ids] == ["chp1", "chp2", "chp3"]
    assert audio.info.time_secs == pytest.approx(EPISODE.timeline.duration_ms / 1000, abs=0.5)
