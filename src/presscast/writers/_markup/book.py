"""An episode as a book: parts with a heading each, and the clip of sound for every sentence."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from presscast.errors import PublishError
from presscast.model import Episode, Section, Utterance
from presscast.writers._markup.passages import Passage, ReleaseText, Run, gather

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of every file in an archive, so that the same episode gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the recording that is written nowhere in the release."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Clip:
    """The stretch of the recording for one sentence."""

    sentence: str
    """The id of the sentence's element."""
    begin_ms: int
    end_ms: int

    @property
    def duration_ms(self) -> int:
        return self.end_ms - self.begin_ms


@dataclass(frozen=True, slots=True)
class Part:
    """What stands in one file of a book."""

    name: str
    title: str
    first: bool
    contents: tuple[Run | Said, ...]
    headings: tuple[Passage, ...]
    """In order; the first may be the part's own."""
    clips: tuple[Clip, ...]

    @property
    def duration_ms(self) -> int:
        """Return how long the part sounds."""
        return sum(clip.duration_ms for clip in self.clips)

    @property
    def is_headed(self) -> bool:
        """Return whether its first passage is its own heading; else its title stands nowhere."""
        first = next((run.first for run in self.contents if isinstance(run, Run)), None)
        return first is not None and first.kind == "heading"

    @property
    def inner_headings(self) -> tuple[Passage, ...]:
        """Return the headings after its own."""
        return self.headings[1:] if self.is_headed else self.headings

    def clip_of(self, passage: Passage) -> str:
        """Return the sentence with which a passage begins to sound, or the part's first one."""
        sounding = {clip.sentence for clip in self.clips}
        ids = [sentence.id for sentence in passage.sentences if sentence.id in sounding]
        return ids[0] if ids else self.clips[0].sentence


def book_parts(episode: Episode) -> tuple[Part, ...]:
    """Return an episode's parts, one a section of its release; each has some sound.

    Clips are contiguous, so that the pauses of the recording are kept, and cover all of it.
    """
    groups: list[_Group] = []
    begun: Section | None = None
    for passage in ReleaseText(episode).passages():
        section = _section_of(episode, passage)
        if not groups or section is not begun:
            groups.append(_Group(section.heading if section else episode.title, []))
            begun = section
        groups[-1].held.append(passage)
    groups = groups or [_Group(episode.title, [])]
    _place_unwritten(episode, groups)
    return _parts(episode, _with_sound(episode, groups))


@dataclass(slots=True)
class _Group:
    """A part in the making."""

    title: str
    held: list[Passage | Said]


def _section_of(episode: Episode, passage: Passage) -> Section | None:
    """Return the section that a passage stands in: the last that begins before it ends."""
    begun = [s for s in episode.release.sections if s.span.start < passage.span.end]
    return begun[-1] if begun else None


def _timed(episode: Episode) -> list[tuple[int, Utterance]]:
    """Return the utterances that sound, in the order of the sound."""
    starts = {timing.utterance: timing.start_ms for timing in episode.timeline.utterances}
    return sorted(
        ((starts[u.id], u) for u in episode.script.utterances if u.id in starts),
        key=lambda timed: timed[0],
    )


def _place_unwritten(episode: Episode, groups: list[_Group]) -> None:
    """Put each sentence that is only said after the passage that sounds before it."""
    written = {
        sentence.utterance
        for group in groups
        for passage in group.held
        if isinstance(passage, Passage)
        for sentence in passage.sentences
    }
    before: str | None = None
    for _, utterance in _timed(episode):
        if utterance.id not in written:
            said = Said(utterance.id, " ".join(utterance.text.split()))
            held, index = _place_after(groups, before)
            held.insert(index, said)
        before = utterance.id


def _place_after(groups: list[_Group], utterance: str | None) -> tuple[list[Passage | Said], int]:
    for group in groups:
        for index, item in enumerate(group.held):
            ids = (
                {item.id}
                if isinstance(item, Said)
                else {sentence.utterance for sentence in item.sentences}
            )
            if utterance in ids:
                return group.held, index + 1
    return groups[0].held, 0


def _with_sound(episode: Episode, groups: list[_Group]) -> list[_Group]:
    """Return the groups, those of which nothing is read out joined to the one before."""
    sounding = {timing.utterance for timing in episode.timeline.utterances}
    joined: list[_Group] = []
    waiting: list[Passage | Said] = []
    for group in groups:
        if any(_sounds(item, sounding) for item in group.held):
            joined.append(_Group(group.title, waiting + group.held))
            waiting = []
        elif joined:
            joined[-1].held.extend(group.held)
        else:
            waiting = waiting + group.held
    if not joined:
        raise PublishError(
            f"{episode.slug}: nothing in the recording is timed, so no book can be made of it",
            hint="publish the release again: presscast publish",
        )
    return joined


def _sounds(item: Passage | Said, sounding: set[str]) -> bool:
    if isinstance(item, Said):
        return item.id in sounding
    return any(sentence.utterance in sounding for sentence in item.sentences)


def _parts(episode: Episode, groups: list[_Group]) -> tuple[Part, ...]:
    timed = _timed(episode)
    edges = [0, *(start for start, _ in timed[1:]), episode.timeline.duration_ms]
    clips = {
        utterance.id: Clip(utterance.id, begin, end)
        for (_, utterance), (begin, end) in zip(timed, pairwise(edges), strict=True)
    }
    parts = []
    for number, group in enumerate(groups, 1):
        ids = [
            item.id if isinstance(item, Said) else sentence.id
            for item in group.held
            for sentence in ((item,) if isinstance(item, Said) else item.sentences)
        ]
        parts.append(
            Part(
                name=f"part-{number}",
                title=" ".join(group.title.split()),
                first=number == 1,
                contents=_runs(group.held),
                headings=tuple(
                    item
                    for item in group.held
                    if isinstance(item, Passage) and item.kind == "heading"
                ),
                # By the sound: a sentence that is only said may fall within a paragraph.
                clips=tuple(
                    sorted((clips[id_] for id_ in ids if id_ in clips), key=lambda c: c.begin_ms)
                ),
            )
        )
    return tuple(parts)


def _runs(held: Iterable[Passage | Said]) -> tuple[Run | Said, ...]:
    """Return the passages gathered into lists and quotations, around what is only said."""
    runs: list[Run | Said] = []
    waiting: list[Passage] = []
    for item in held:
        if isinstance(item, Said):
            runs.extend((*gather(waiting), item))
            waiting = []
        else:
            waiting.append(item)
    return (*runs, *gather(waiting))


def archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a ZIP of files in the order given; the same files give the same bytes.

    The first file and sound are stored as they are: EPUB asks it of its `mimetype`, and MP3 does
    not shrink.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        for number, (name, data) in enumerate(files):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.external_attr = 0o644 << 16
            stored = number == 0 or name.endswith((".mp3", ".jpg"))
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            zipped.writestr(entry, data)
    return buffer.getvalue()


def book_identifier(episode: Episode) -> str:
    """Return the episode's GUID as a URI, which is what books are known by."""
    guid = episode.guid
    if re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", guid):
        return f"urn:uuid:{guid.lower()}"
    return guid
