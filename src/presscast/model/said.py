"""What is said: utterances, who says them, and in which voice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from presscast.model.written import Span


class TokenKind(StrEnum):
    """How a token of the spoken form is to be rendered for an engine."""

    WORD = "word"
    LETTERS = "letters"
    """Single letters or digits said one by one, apart in `spoken`: `A C L U`."""
    PUNCTUATION = "punctuation"
    PHONEMES = "phonemes"
    """A word whose pronunciation is given in `ipa`; `spoken` is the fallback."""


@dataclass(frozen=True, slots=True)
class SpokenToken:
    """One piece of the spoken form and the written characters that it says.

    Tokens of one utterance are in order and their spans never overlap; a token may say nothing
    (`spoken` empty: a footnote mark) or say what is not written (an empty span).
    """

    span: Span
    spoken: str
    kind: TokenKind = TokenKind.WORD
    glued: bool = False
    """True where no space stands before `spoken`, as before a comma."""
    ipa: str | None = None
    language: str | None = None
    """RFC 5646 tag where the token's language is not the release's."""


@dataclass(frozen=True, slots=True)
class Markup:
    """How an engine wants letters and phonemes written in the text that it is given."""

    letter: str = "{}."
    """One letter of several said apart; `A C L U` becomes `A.C.L.U.` by default."""
    letter_joint: str = ""
    """What stands between two such letters."""
    ipa: str = ""
    """A phonemic word, as `[[ {} ]]`; empty where the engine takes no phonemes."""
    xml: bool = False
    """True where the text is SSML, so that `&` and `<` must be escaped."""
    max_chars: int = 0
    """The longest text that the engine speaks without cutting it off; 0 for no limit."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of an engine; `style` names a derivation of it, empty for the voice as it is."""

    engine: str
    name: str
    language: str
    licence: str
    style: str = ""
    gender: str = ""
    """As the maker of the voice states it; empty where the maker does not."""
    sample_rate_hz: int = 0
    size_bytes: int = 0
    note: str = ""

    @property
    def id(self) -> str:
        """Return the name of the voice within its engine."""
        return f"{self.name}+{self.style}" if self.style else self.name

    @property
    def address(self) -> str:
        """Return the name by which `--voice` and the show know this voice: `engine:name+style`."""
        return f"{self.engine}:{self.id}"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks in an episode; the narrator's id is `narrator`."""

    id: str
    name: str
    role: str | None
    kind: str
    """`narrator`, `person` or `organization`."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence, or the part of one that one speaker says without a break."""

    id: str
    section: str
    """The id of the `Section` it belongs to."""
    speaker: str
    """The id of the `Speaker`."""
    text: str
    """As written; what captions and pages show."""
    tokens: tuple[SpokenToken, ...]
    span: Span
    """The characters of `Release.text` that `text` covers; empty where nothing is written."""
    pause_before_ms: int

    @property
    def language(self) -> str | None:
        """Return the language that all of it is said in, where that is not the release's."""
        tags = {token.language for token in self.tokens}
        return tags.pop() if len(tags) == 1 else None

    @property
    def spoken(self) -> str:
        """Return the spoken form in plain words, letters apart."""
        parts: list[str] = []
        for token in self.tokens:
            if token.spoken:
                parts.append(token.spoken if token.glued or not parts else " " + token.spoken)
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Skip:
    """Text that is not read out, and the rule that says so."""

    span: Span
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Script:
    """Who says what, in order.

    Every non-space character of the release lies in the span of an utterance or of a skip.
    """

    language: str
    title: str
    speakers: tuple[Speaker, ...]
    utterances: tuple[Utterance, ...]
    skips: tuple[Skip, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A speaker and the voice cast for it."""

    speaker: str
    voice: Voice
    reason: str
    """Why this voice, in words for the publisher."""


@dataclass(frozen=True, slots=True)
class Cast:
    """A script and a voice for each of its speakers."""

    script: Script
    roles: tuple[Role, ...]

    def voice(self, speaker_id: str) -> Voice:
        """Return the voice cast for a speaker; raises KeyError for one that is not in the cast."""
        for role in self.roles:
            if role.speaker == speaker_id:
                return role.voice
        raise KeyError(speaker_id)
