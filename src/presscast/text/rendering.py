"""The text that an engine is given: letters, phonemes and marks written as it wants them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from presscast.model import Markup, SpokenToken, TokenKind

PIPER = Markup(ipa="[[ {} ]]")
"""Letters with stops and phonemes in double brackets, as Piper and its phonemizer take them."""

# Alone, these are words in one language or another: `a`, `I`, `e`, `o`, `u`, `y`.
_WORD_LETTERS = frozenset("AEIOUY")


@dataclass(frozen=True, slots=True)
class Rendered:
    """An engine's text and where each token stands in it: (token index, start, end)."""

    text: str
    spans: tuple[tuple[int, int, int], ...]


def render(tokens: Sequence[SpokenToken], markup: Markup) -> Rendered:
    """Return the engine's text for tokens. Silent tokens have no span in it."""
    sounding = [index for index, token in enumerate(tokens) if token.spoken]
    parts: list[str] = []
    spans: list[tuple[int, int, int]] = []
    length = 0
    for place, index in enumerate(sounding):
        token = tokens[index]
        following = tokens[sounding[place + 1]] if place + 1 < len(sounding) else None
        written = _written(token, following, markup)
        # The stop of the last letter is the stop of the sentence too.
        if written == "." and parts and parts[-1].endswith("."):
            written = ""
        elif parts and not token.glued:
            parts.append(" ")
            length += 1
        parts.append(written)
        spans.append((index, length, length + len(written)))
        length += len(written)
    return Rendered("".join(parts), tuple(spans))


def _written(token: SpokenToken, following: SpokenToken | None, markup: Markup) -> str:
    if token.kind is TokenKind.PHONEMES and token.ipa and markup.ipa:
        ipa = _escape(token.ipa) if markup.xml else token.ipa
        return markup.ipa.format(ipa)
    spoken = _escape(token.spoken) if markup.xml else token.spoken
    if token.kind is TokenKind.LETTERS:
        return _letters(spoken, following, markup)
    return spoken


def _escape(text: str) -> str:
    """Return text for SSML; xml.sax would cost every command its import."""
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(character, entity)
    return text


def _letters(spoken: str, following: SpokenToken | None, markup: Markup) -> str:
    """Return letters as the engine wants them.

    A stop before a capitalised word would end the sentence there for eSpeak and all that phonemize
    with it, and one before `'s` would part it from its letter: both are avoided.
    """
    *letters, last = spoken.split(" ")
    if markup.letter != "{}.":
        formed = [markup.letter.format(letter) for letter in (*letters, last)]
        return markup.letter_joint.join(formed)
    pauses = following is None or following.kind is TokenKind.PUNCTUATION
    if not letters:
        lone = last in _WORD_LETTERS and not (pauses and following is not None)
        return f"{last}-" if lone else last
    if len(last) > 1:
        if "A" in letters[1:]:
            # Between hyphens eSpeak takes it for the article.
            return ".".join((*letters, last))
        return "-".join((*letters, last))
    if (
        not pauses
        and len(letters) == 1
        and following is not None
        and following.spoken[:1].isupper()
    ):
        return "-".join((*letters, last))
    stop = "." if pauses or len(letters) == 1 else ""
    return markup.letter_joint.join([*(f"{letter}." for letter in letters), f"{last}{stop}"])
