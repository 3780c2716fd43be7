"""Check the recordings: there, whole, as loud as podcasts are, and rightly tagged.

What is heard is measured, not believed: every file is decoded to its end.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Final

import msgspec

from presscast.audio.ffmpeg import decode
from presscast.audio.loudness import LoudnessMeter
from presscast.cache import ClipCache, data_key
from presscast.check.findings import Finding, finding
from presscast.errors import AudioError
from presscast.files import file_sha256
from presscast.layout import episode_path
from presscast.library import Library
from presscast.model import Episode, Loudness
from presscast.stages.tag import TagContents, read_tag
from presscast.text.characters import one_line

LOUDNESS_LUFS: Final = -16.0
LOUDNESS_TOLERANCE_LU: Final = 1.0
TRUE_PEAK_DBTP: Final = -1.0
PEAK_TOLERANCE_DB: Final = 0.1
DURATION_TOLERANCE_MS: Final = 500
"""An MP3 is a little longer than its sound: the encoder fills the first and the last frame."""
_USUAL_RATE_HZ: Final = 44_100
_MEASURE_VERSION: Final = 1
"""Part of the key of what was heard: raise it when another measure comes out."""

Told = Callable[[int, int], None]
"""Told how many recordings are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What decoding a recording to its end gave."""

    loudness: Loudness
    duration_ms: int


@dataclass(frozen=True, slots=True)
class _Ear:
    """Decodes recordings to their end; what was heard in a file is kept by the file's hash."""

    cache: ClipCache
    stopped: Event = field(default_factory=Event)

    def hear(self, path: Path, sha256: str, sample_rate_hz: int) -> Heard:
        """Return what is heard in a file. Raises AudioError where it cannot be decoded."""
        key = data_key("heard", _MEASURE_VERSION, sample_rate_hz, sha256)
        kept = self.cache.get_data(key)
        if kept is not None:
            return msgspec.msgpack.decode(kept, type=Heard)
        meter, frames = LoudnessMeter(sample_rate_hz), 0
        for samples in decode(path, sample_rate_hz):
            if self.stopped.is_set():
                raise AudioError(f"{path}: not heard to its end", hint="check again")
            meter.feed(samples)
            frames += len(samples)
        heard = Heard(meter.result(), round(frames * 1000 / sample_rate_hz))
        self.cache.put_data(key, msgspec.msgpack.encode(heard))
        return heard


def check_recordings(library: Library, slugs: Sequence[str], told: Told) -> Iterator[Finding]:
    """Yield what is wrong with the recordings of episodes, in their order.

    Several are decoded at once; a file that was heard before is not decoded again.
    """
    ear = _Ear(ClipCache())

    def check(slug: str) -> tuple[Finding, ...]:
        episode = library.episode(slug)
        return tuple(_check_recording(library.layout.root, episode, ear)) if episode else ()

    pool = ThreadPoolExecutor(os.cpu_count() or 1)
    try:
        for number, findings in enumerate(pool.map(check, slugs), 1):
            told(number, len(slugs))
            yield from findings
    finally:
        ear.stopped.set()
        pool.shutdown(cancel_futures=True)


def _check_recording(root: Path, episode: Episode, ear: _Ear) -> Iterator[Finding]:
    recording = episode.recording
    place = episode_path(episode.slug, recording.path)
    path = root / place
    try:
        sha256 = file_sha256(path)
        size = path.stat().st_size
    except OSError as error:
        yield finding("PC302", place, f"the recording cannot be read ({error.strerror})")
        return
    if size != recording.bytes:
        yield finding("PC303", place, f"{size} bytes; the manifest says {recording.bytes}")
    elif sha256 != recording.sha256:
        yield finding("PC304", place, "not the recording that was published: its hash differs")
    tag = None
    try:
        tag = read_tag(path)
        yield from _check_tag(episode, tag, place)
    except AudioError as error:
        yield finding("PC311", place, str(error))
    try:
        heard = ear.hear(path, sha256, tag.sample_rate_hz if tag else _USUAL_RATE_HZ)
    except AudioError as error:
        yield finding("PC319", place, str(error))
        return
    yield from _check_sound(episode, heard, place)


def _check_sound(episode: Episode, heard: Heard, place: str) -> Iterator[Finding]:
    loudness = heard.loudness
    if abs(loudness.integrated_lufs - LOUDNESS_LUFS) > LOUDNESS_TOLERANCE_LU:
        yield finding("PC305", place, f"{loudness.integrated_lufs:.1f} LUFS; podcasts are at -16")
    if loudness.true_peak_dbtp > TRUE_PEAK_DBTP + PEAK_TOLERANCE_DB:
        yield finding("PC306", place, f"peaks at {loudness.true_peak_dbtp:.1f} dBTP")
    if abs(heard.duration_ms - episode.recording.duration_ms) > DURATION_TOLERANCE_MS:
        yield finding(
            "PC314",
            place,
            f"lasts {heard.duration_ms / 1000:.1f} s; the manifest says "
            f"{episode.recording.duration_ms / 1000:.1f} s",
        )


def _check_tag(episode: Episode, tag: TagContents, place: str) -> Iterator[Finding]:
    stated = [
        (chapter.start_ms, chapter.end_ms, one_line(chapter.title))
        for chapter in episode.timeline.chapters
    ]
    written = [(chapter.start_ms, chapter.end_ms, chapter.title) for chapter in tag.chapters]
    if stated != written:
        yield finding("PC312", place, "the chapters of the tag are not those of the manifest")
    elif not tag.chapter_frames_in_order:
        yield finding("PC313", place, "the chapters stand in the tag out of order")
    if tag.title != one_line(episode.title) or not tag.has_cover:
        yield finding("PC315", place, "the tag lacks the title or the cover of the episode")
