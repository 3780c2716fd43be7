"""The clip cache: what comes out is what went in, whatever happens to the folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from presscast.cache import ClipCache, cache_folder, clip_key
from presscast.model import AudioClip, TextMark, Voice

VOICE = Voice("tone", "alto", "en", "CC0-1.0")
CLIP = AudioClip(
    22050, bytes(range(256)) * 40, (TextMark(0, 5, 10, 900), TextMark(6, 9, 950, 2000))
)


def key(text: str) -> str:
    return clip_key("print", VOICE, text)


def test_gives_back_the_clip_that_was_put(tmp_path: Path) -> None:
    ClipCache(tmp_path).put(key("a"), CLIP)
    assert ClipCache(tmp_path).get(key("a")) == CLIP


def test_extreme_samples_survive(tmp_path: Path) -> None:
    loud = AudioClip(8000, b"\x00\x80\xff\x7f" * 500 + b"\x01\x00")
    cache = ClipCache(tmp_path)
    cache.put(key("loud"), loud)
    assert cache.get(key("loud")) == loud


def test_an_unknown_key_is_absent(tmp_path: Path) -> None:
    assert ClipCache(tmp_path).get(key("never put")) is None


@pytest.mark.parametrize(
    "other",
    [
        clip_key("another print", VOICE, "a"),
        clip_key("print", Voice("tone", "bass", "en", "CC0-1.0"), "a"),
        clip_key("print", Voice("tone", "alto", "en", "CC0-1.0", style="warm"), "a"),
        clip_key("print", Voice("piper", "alto", "en", "CC0-1.0"), "a"),
        clip_key("print", VOICE, "a "),
    ],
)
def test_all_that_the_sound_depends_on_is_in_the_key(other: str) -> None:
    assert other != key("a")


def test_takes_less_room_than_the_sound(tmp_path: Path) -> None:
    frames = [round(8000 * ((at % 200) / 100 - 1) ** 3) for at in range(20_000)]
    clip = AudioClip(22050, b"".join(frame.to_bytes(2, "little", signed=True) for frame in frames))
    cache = ClipCache(tmp_path)
    cache.put(key("smooth"), clip)
    assert cache.info().bytes < len(clip.pcm) * 0.6


@pytest.mark.parametrize("damage", ["cut", "changed", "emptied", "foreign"])
def test_a_damaged_clip_is_absent_and_goes(tmp_path: Path, damage: str) -> None:
    cache = ClipCache(tmp_path)
    cache.put(key("a"), CLIP)
    (path,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    data = path.read_bytes()
    damaged = {
        "cut": data[: len(data) // 2],
        "changed": data[:-5] + bytes([data[-5] ^ 0x40]) + data[-4:],
        "emptied": b"",
        "foreign": b"RIFF",
    }
    path.write_bytes(damaged[damage])
    assert cache.get(key("a")) is None
    assert not path.exists()


def test_the_least_recently_used_go_first(tmp_path: Path) -> None:
    noise = AudioClip(22050, os.urandom(10_000))
    cache = ClipCache(tmp_path, max_bytes=45_000)
    for name in "abcd":
        cache.put(key(name), noise)
    for age, name in enumerate("dcb"):
        path = next(tmp_path.rglob(key(name)))
        os.utime(path, (1000 - age, 1000 - age))
    os.utime(next(tmp_path.rglob(key("a"))), (1, 1))
    assert cache.get(key("a")) == noise
    cache.put(key("e"), noise)
    left = {name for name in "abcde" if cache.get(key(name)) is not None}
    assert left == {"a", "c", "d", "e"}
    assert cache.info().bytes <= 45_000


def test_clear_empties_it_and_says_what_there_was(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path)
    cache.put(key("a"), CLIP)
    cache.put(key("b"), CLIP)
    before = cache.clear()
    assert (before.clips, before.max_bytes) == (2, 1_000_000_000)
    assert before.bytes > 0
    assert cache.info().clips == 0


def test_a_folder_that_cannot_be_written_costs_no_episode(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    cache = ClipCache(blocked)
    cache.put(key("a"), CLIP)
    assert cache.get(key("a")) is None


def test_the_environment_names_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PRESSCAST_CACHE", str(tmp_path / "here"))
    assert cache_folder() == tmp_path / "here"
    monkeypatch.delenv("PRESSCAST_CACHE")
    assert "presscast" in str(cache_folder())


WRITER = """
import sys
from pathlib import Path
from presscast.cache import ClipCache
from presscast.model import AudioClip
cache = ClipCache(Path(sys.argv[1]), max_bytes=400_000)
print("ready", flush=True)
for turn in range(100_000):
    cache.put(f"{turn % 50:064x}", AudioClip(8000, bytes([turn % 50]) * 20_000))
"""


def test_processes_killed_while_writing_leave_only_whole_clips(tmp_path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    cache = ClipCache(tmp_path)
    try:
        for writer in writers:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"ready\n"
        seen = 0
        while seen < 300:
            for number in range(50):
                clip = cache.get(f"{number:064x}")
                if clip is not None:
                    assert clip == AudioClip(8000, bytes([number]) * 20_000)
                    seen += 1
    finally:
        for writer in writers:
            writer.kill()
            writer.wait()
            assert writer.stdout is not None
            writer.stdout.close()
    for number in range(50):
        clip = cache.get(f"{number:064x}")
        assert clip in (None, AudioClip(8000, bytes([number]) * 20_000))
