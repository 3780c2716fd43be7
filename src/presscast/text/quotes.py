"""Quoted words: what somebody said, or a term, a title, a nickname that the narrator reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from presscast.model import BlockType
from presscast.text.attribution_words import Lexis
from presscast.text.findings import Finding
from presscast.text.marks import MarkedSpan
from presscast.text.narration import Token
from presscast.text.nominals import PhraseKind

_TERMINAL = frozenset(".!?…")
_CLAUSE_WORDS = 6
"""A fragment with a verb of saying that is at least this long is heard as speech."""
_SENTENCE_WORDS = 4
_ALONE_WORDS = 14
"""A paragraph of its own in marks is heard from this length, with or without its full stop."""
_MOTTOS = frozenset("motto slogan theme lema devise leitspruch leitwort leitthema mote".split())
"""What is a quotation of nobody, even after a colon."""
_HEADLINES = frozenset((BlockType.HEADLINE, BlockType.SUBHEADLINE, BlockType.HEADING))
_SILENT = frozenset(
    (
        BlockType.FURNITURE,
        BlockType.FOOTER,
        BlockType.CTA,
        BlockType.CONTACT,
        BlockType.RELEASE_HEADER,
        BlockType.LEGAL,
    )
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What quoted words look like, apart from who says them."""

    words: int
    capital: bool
    """True where it begins like a sentence."""
    terminal: bool
    """True where it ends like a sentence."""
    punctuated: bool
    """True where it ends in any punctuation, as American style has it before `said`."""
    titled: bool
    """True where most words are capitalised, as in a title."""

    @property
    def sentence(self) -> bool:
        """Return whether it can stand as a sentence."""
        return self.capital and self.terminal and self.words >= _SENTENCE_WORDS


def shape_of(text: str, quote: MarkedSpan, language: str) -> Shape:
    """Return the shape of quoted words; punctuation right after the closing mark counts."""
    span = quote.inner
    outside = text[quote.outer.end : quote.outer.end + 1]
    inner = text[span.start : span.end]
    words = inner.split()
    first = next((c for c in inner if c.isalnum()), "a")
    last = inner.rstrip("\"'”’»)] ")[-1:] or " "
    long = [word for word in words if len(word.strip(",.!?")) > 3]
    capitals = sum(word.lstrip("¡¿(\"'“‘")[:1].isupper() for word in long)
    share = 0.9 if language == "de" else 0.6
    titled = len(words) >= 2 and len(long) > 0 and capitals >= max(2, share * len(long))
    return Shape(
        words=len(words),
        capital=first.isupper() or first.isdigit() or inner.startswith(("…", "...", "[", "¿", "¡")),
        terminal=last in _TERMINAL or (quote.closed and outside in tuple(_TERMINAL)),
        punctuated=last in _TERMINAL or last in ",—–-" or outside in (*_TERMINAL, ","),
        titled=titled,
    )


def _last_words(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens[-4:] if token.is_word]


def is_term(before: Sequence[Token], after: Sequence[Token], shape: Shape, lexis: Lexis) -> bool:
    """Return whether quoted words name a thing: a defined term, a title, a nickname."""
    words = lexis.words
    previous = before[-1] if before else None
    following = after[0] if after else None
    if (
        shape.words <= 6
        and any(token.text == "(" for token in before[-3:])
        and (following is not None and following.text in (")", ",", "or", "and"))
    ):
        return True
    if (
        shape.words <= 2
        and previous is not None
        and following is not None
        and previous.is_capitalised
        and following.is_capitalised
        and not shape.punctuated
    ):
        return True
    if previous is None:
        return False
    near = _last_words(before)
    if len(near) > 1 and near[-1].lower in words.gerunds and near[-2].lower in words.signs:
        return True  # "a banner reading “…”"
    if previous.text == ":":
        while near and near[-1].lower in words.cues:
            near.pop()  # "Das Motto lautet:"
        return bool(near) and near[-1].lower in _MOTTOS and shape.words < _ALONE_WORDS
    while near and near[-1].lower in words.determiners:
        near.pop()
    if len(near) > 1 and near[-1].lower == "as" and near[-2].lower in words.term_introducers:
        near.pop()  # "known as"
    if previous.text == "," and not (near and near[-1].lower in _MOTTOS):
        return False
    if near and lexis.introduces_term(near[-1].lower) and not near[-1].possessive:
        return near[-1].lower not in words.cues or shape.words < _CLAUSE_WORDS
    return False


def _complements(before: Sequence[Token]) -> bool:
    """Return whether a quote is what somebody says, after `que`, and no few words of it."""
    return bool(before) and before[-1].lower in ("que", "qu", "qu'", "qu’")


def _said_at_once(finding: Finding, following: Token | None, shape: Shape) -> bool:
    """Return whether a verb of saying and a person follow without a comma: `“…” ha detto Berti`."""
    return (
        following is not None
        and finding.cue_span is not None
        and finding.cue_span.start == following.start
        and finding.phrase is not None
        and finding.phrase.kind in (PhraseKind.NAME, PhraseKind.OFFICE)
        and shape.capital
        and not shape.titled
        and shape.words >= _SENTENCE_WORDS
    )


def is_speech(
    quote: MarkedSpan,
    shape: Shape,
    finding: Finding | None,
    before: Sequence[Token],
    after: Sequence[Token],
    block: BlockType,
    lexis: Lexis,
) -> bool:
    """Return whether somebody says the quoted words, so that another voice may speak them."""
    if block in _SILENT and (finding is None or finding.cue is None):
        return False
    following = after[0] if after else None
    direct_after = (
        finding is not None
        and finding.rule in ("after", "source")
        and (finding.phrase is None or finding.phrase.span.start >= quote.inner.end)
        and (
            shape.punctuated
            or (following is not None and following.text in (",", "—", "–", "--"))
            or (not before and _said_at_once(finding, following, shape))
        )
    )
    led_in = bool(before) and before[-1].text in (":", ",")
    if block in _HEADLINES:
        return finding is not None and shape.words >= _SENTENCE_WORDS and (direct_after or led_in)
    if quote.continues:
        return True
    term = is_term(before, after, shape, lexis)
    if term and not (direct_after and shape.words >= _CLAUSE_WORDS):
        return False
    attributed = finding is not None
    if shape.words <= 2:
        return (
            attributed
            and shape.capital
            and (direct_after or led_in)
            and (shape.punctuated or (led_in and before[-1].text == ":"))
        )
    if attributed:
        if direct_after or led_in:
            if shape.titled and not shape.punctuated and not led_in:
                return False
            return shape.capital or shape.words >= _SENTENCE_WORDS
        if shape.titled and not shape.terminal:
            return False
        if finding is not None and finding.phrase is not None and _complements(before):
            return shape.words >= _CLAUSE_WORDS - 1
        return shape.words >= _CLAUSE_WORDS or (shape.sentence and not before)
    if shape.titled and shape.words < 12:
        return False
    if shape.sentence and before and before[-1].text == ":":
        reported = lexis.words.reported
        if reported and any(token.lower in reported for token in before):
            return True  # "Das gelte überall: „…“" goes on with what somebody says
    closed_before = not before
    open_after = not after or after[0].is_capitalised or after[0].text in ("—", "–", "--", "-")
    if closed_before and open_after and shape.capital:
        return (
            shape.sentence
            or (not quote.closed and shape.words >= 8)
            or (not after and shape.words >= _ALONE_WORDS)
            or (shape.punctuated and shape.words >= 12)
        )
    if closed_before and shape.capital and shape.punctuated and shape.words >= 8:
        return True
    return shape.sentence and shape.words >= 12
