"""The transcript as a page that is readable alone: who says what, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from presscast.layout import TRANSCRIPT_HTML, episode_path, public_url
from presscast.model import Artifact, Chapter, Episode, Feed, Show, Utterance
from presscast.writers._markup.rendering import render
from presscast.writers.locale import phrases


def create() -> HtmlTranscript:
    """Return the writer."""
    return HtmlTranscript()


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says without a break, within one chapter."""

    start_ms: int
    speaker: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter's turns."""

    title: str
    turns: tuple[Turn, ...]


class HtmlTranscript:
    """Writes `transcript.html`, for people and for the apps that show it inside an episode."""

    name = "html_transcript"

    def write_episode(self, show: Show, episode: Episode) -> Iterable[Artifact]:
        """Return the transcript; every utterance stands in it once, in the order of the sound."""
        words = phrases(episode.language)
        path = episode_path(episode.slug, TRANSCRIPT_HTML)
        page = render(
            "transcript.html",
            show.templates,
            show=show,
            episode=episode,
            words=words,
            root="../../",
            page_url=public_url(show.base_url, path),
            parts=transcript_parts(episode, words.narrator),
        )
        yield Artifact(path, "text/html", page)

    def write_show(self, feed: Feed) -> Iterable[Artifact]:  # noqa: ARG002  nothing for a show
        """Return nothing: a transcript belongs to an episode."""
        return ()


def transcript_parts(episode: Episode, narrator: str) -> tuple[Part, ...]:
    """Return what is said, in chapters and turns."""
    starts = {timing.utterance: timing.start_ms for timing in episode.timeline.utterances}
    names = {
        speaker.id: narrator if speaker.kind == "narrator" else speaker.name
        for speaker in episode.script.speakers
    }
    said = [
        (starts[utterance.id], names.get(utterance.speaker, utterance.speaker), utterance)
        for utterance in episode.script.utterances
        if utterance.id in starts
    ]
    chapters = episode.timeline.chapters or (
        Chapter(0, episode.timeline.duration_ms, episode.title),
    )
    parts = []
    for index, chapter in enumerate(chapters):
        last = index == len(chapters) - 1
        inside = [
            turn
            for turn in said
            if chapter.start_ms <= turn[0] and (last or turn[0] < chapter.end_ms)
        ]
        if inside:
            parts.append(Part(chapter.title, tuple(_turns(episode.release.text, inside))))
    return tuple(parts)


def _turns(text: str, said: list[tuple[int, str, Utterance]]) -> Iterator[Turn]:
    """Yield the utterances, those of one speaker in a row together, in the release's paragraphs."""
    turn: Turn | None = None
    before: Utterance | None = None
    for start_ms, speaker, utterance in said:
        words = " ".join(utterance.text.split())
        if turn is None or before is None or turn.speaker != speaker:
            if turn:
                yield turn
            turn = Turn(start_ms, speaker, (words,))
        elif _in_one_paragraph(text, before, utterance):
            last = f"{turn.paragraphs[-1]} {words}"
            turn = Turn(turn.start_ms, speaker, (*turn.paragraphs[:-1], last))
        else:
            turn = Turn(turn.start_ms, speaker, (*turn.paragraphs, words))
        before = utterance
    if turn:
        yield turn


def _in_one_paragraph(text: str, before: Utterance, after: Utterance) -> bool:
    """Return whether both are written, with no line end between them."""
    written = all(said.span.end > said.span.start for said in (before, after))
    return written and "\n" not in text[before.span.end : after.span.start]
