"""Labels with a colon at the start of a line: `Q:`, `Answer:`, `Ana Ruiz, director:`, `AR:`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from presscast.model import BlockType, Span
from presscast.text.conversation_words import conversation_words
from presscast.text.cues import find_cues
from presscast.text.findings import signature
from presscast.text.names import fold
from presscast.text.narration import tokenize
from presscast.text.speakers import Identity
from presscast.text.unmarked import RUNNING, Story

_LABEL = re.compile(
    r"^[ \t>*_\u00a0]*(?:"
    r"(?P<initials>(?:[A-ZÀ-Þ]\.[ \u00a0]?){2,4})[ \u00a0]?:(?=\s|\Z)|"
    r"(?P<turn>[^\W_][^\n:.!?“”\"«»„]{0,120}(?:\.[ \u00a0][^\n:.!?]{1,60})?)[*_]*"
    r"\.\s?[-–—]+(?=\s*\S)|"
    r"(?P<letter>[A-Z])[*_]*\.[*_]*(?=\s)|"
    r"(?P<label>[^\W_](?:[^\n:“”\"«»„!?]{0,160}[^\W_]|[^\n:]{0,3}\.|)\)?)"
    r"[*_]*[ \t\u00a0\u202f]?:[*_]*(?=\s|\Z))",
    re.MULTILINE,
)
_LETTER = re.compile(r"\b[A-Z][*_]*\.|\.\s?[-–—]")
_INITIALS = re.compile(r"[A-ZÀ-Þ](?:\.?[ \u00a0]?[A-ZÀ-Þ]){1,3}\.?")
_SHORT_LABEL = 4
"""Words of a label that may name an interviewer unknown to the release."""


class Label(StrEnum):
    """What a label says of the words after it."""

    QUESTION = "question"
    ANSWER = "answer"
    PERSON = "person"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Turn:
    """A label and what stands after it, up to the next label or the end of its paragraph."""

    paragraph: int
    label: Label
    named: Span
    """The words of the label."""
    body: Span
    speaker: Identity | None
    """Whom the label names."""
    role: bool = False
    """Whether the label gives an office after the name, as no salutation does."""

    def key(self, text: str) -> str:
        """Return what two labels have in common that mean the same."""
        return self.speaker.name if self.speaker else text[self.named.start : self.named.end]


def labelled_turns(story: Story) -> list[Turn]:
    """Return the labelled lines of a release in order; a label of no kind at all has none."""
    turns: list[Turn] = []

    @cache
    def initials() -> Mapping[str, str]:
        return _initials(story)

    for number, paragraph in enumerate(story.paragraphs):
        span = paragraph.span
        if paragraph.type not in RUNNING and paragraph.type is not BlockType.HEADING:
            continue
        if story.text.find(":", *span) < 0 and not _LETTER.search(story.text, *span):
            continue
        found: list[tuple[Turn, int]] = []
        for match in _LABEL.finditer(story.text, span.start, span.end):
            kind = next(group for group, words in match.groupdict().items() if words)
            short = kind == "letter"
            named = _trimmed(story.text, *match.span(kind))
            first = not story.text[span.start : match.start()].strip()
            turn = _classified(story, number, named, match.end(), initials, short=short)
            if turn is None or (turn.label is Label.OTHER and not first):
                continue
            found.append((turn, match.start()))
        for at, (turn, _) in enumerate(found):
            end = found[at + 1][1] if at + 1 < len(found) else span.end
            turns.append(replace(turn, body=Span(turn.body.start, end)))
    return turns


def _trimmed(text: str, start: int, end: int) -> Span:
    return Span(start, start + len(text[start:end].rstrip()))


def _salutations(language: str) -> tuple[str, ...]:
    return tuple(f"{word} " for word in conversation_words(language).salutations)


def _classified(
    story: Story,
    number: int,
    named: Span,
    end: int,
    initials: Callable[[], Mapping[str, str]],
    *,
    short: bool,
) -> Turn | None:
    """Return the turn that a label begins; `short` says that a full stop stands after it."""
    words = story.lexis.words
    text = story.text[named.start : named.end]
    lower = text.lower().rstrip(" 0123456789.")
    body = Span(end, end)
    if text[0].isupper():
        if lower in words.interviewer:
            return Turn(number, Label.QUESTION, named, body, None)
        if lower in words.interviewee:
            return Turn(number, Label.ANSWER, named, body, None)
    if short or lower.startswith(_salutations(story.lexis.language)):
        return None
    found = _person(story, named, text, initials)
    if found is not None:
        return Turn(number, Label.PERSON, named, body, found[0], found[1])
    if len(text.split()) <= _SHORT_LABEL and text[0].isupper():
        return Turn(number, Label.OTHER, named, body, None)
    return None


def _initials(story: Story) -> dict[str, str]:
    """Return the people by their initials, those left out that two share."""
    found: dict[str, str] = {}
    for entry in story.register.entries.values():
        letters = "".join(word[:1] for word in entry.folded)
        if entry.evident and len(letters) > 1:
            fullest = story.register.person(entry.words, entry.position, None) or entry
            name = found.setdefault(letters, fullest.name)
            found[letters] = name if name == fullest.name else ""
    return found


def _person(
    story: Story, named: Span, text: str, initials: Callable[[], Mapping[str, str]]
) -> tuple[Identity, bool] | None:
    """Return whom a label names, and whether an office stands after the name."""
    register, speakers = story.register, story.speakers
    if _INITIALS.fullmatch(text):
        name = initials().get("".join(filter(str.isalpha, text)).casefold())
        return (speakers.of(register.entries[name]), False) if name else None
    tokens = tokenize(story.text, named, (), story.lexis)
    if not tokens or find_cues(tokens, story.lexis):
        return None
    honorifics = story.lexis.all_honorifics
    if len(tokens) == 2 and {tokens[0].lower, tokens[0].lower.rstrip(".")} & honorifics:
        tokens = tokens[1:]  # "Dr. Moe"
    if len(tokens) == 1:
        entry = register.person((tokens[0].text,), named.start, None)
        if entry is not None and entry.evident and fold(tokens[0].text) in entry.folded:
            return speakers.of(entry), False
        return None
    found = signature(tokens, story.lexis)
    if found is None or found.phrase is None:
        return None
    identity = speakers.identify(found.phrase, named.start)
    if identity is None or identity.kind != "person":
        return None
    entry = register.entries.get(identity.entry) if identity.entry else None
    titled = tokens[0].lower in honorifics
    if found.phrase.role is None and not titled and (entry is None or not entry.evident):
        return None
    if len(found.phrase.words) == 1 and (entry is None or entry.position >= named.start):
        return None  # "Model Support:" reads like an office and a surname
    return identity, any(token.text in ",(" for token in tokens)
