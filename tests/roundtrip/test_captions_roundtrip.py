"""WebVTT and SubRip, read by webvtt-py, srt and ffmpeg."""

import html
import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import srt  # type: ignore[import-untyped]
import webvtt
from published_episodes import SHOW, build_episode

from presscast.plugins import writer

EPISODE = build_episode()
CUES = EPISODE.timeline.cues


def written(name: str) -> str:
    (artifact,) = writer(name).write_episode(SHOW, EPISODE)
    return artifact.data.decode()


def milliseconds(timestamp: str) -> int:
    hours, minutes, seconds = timestamp.split(":")
    return round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)


def test_webvtt_gives_back_times_speakers_and_words() -> None:
    captions = webvtt.from_buffer(io.StringIO(written("vtt"))).captions
    assert [(milliseconds(c.start), milliseconds(c.end)) for c in captions] == [
        (cue.start_ms, cue.end_ms) for cue in CUES
    ]
    assert [caption.voice for caption in captions] == [cue.speaker for cue in CUES]
    assert [html.unescape(caption.text) for caption in captions] == [cue.text for cue in CUES]


def test_srt_gives_back_times_and_words() -> None:
    entries = list(srt.parse(written("srt")))
    assert [entry.index for entry in entries] == list(range(1, len(entries) + 1))
    starts = [round(entry.start.total_seconds() * 1000) for entry in entries]
    assert {cue.start_ms for cue in CUES} <= set(starts)
    assert starts == sorted(starts)
    words = " ".join(entry.content for entry in entries).split()
    spoken = " ".join(cue.text for cue in CUES).split()
    for name in ("Narrator:", "Ana", "Ruiz:", "Narrator:"):
        words.remove(name)
    assert sorted(words) == sorted(spoken)


@pytest.mark.parametrize("name", ["vtt", "srt"])
def test_ffmpeg_reads_every_cue(name: str, tmp_path: Path) -> None:
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        pytest.skip("ffmpeg is not installed")
    path = tmp_path / f"transcript.{name}"
    path.write_text(written(name), encoding="utf-8")
    command = [ffmpeg, "-v", "error", "-i", str(path), "-f", "srt", "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    arrows = len(re.findall("-->", done.stdout.decode()))
    assert arrows == len(re.findall("-->", written(name)))
