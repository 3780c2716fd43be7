"""Narrate: `Release` → `Script`: who says what, in which words, after which pause.

Everything that is written is accounted for: it lies in the span of an utterance or of a skip.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from presscast.config import PauseSettings, Settings
from presscast.model import (
    Block,
    BlockType,
    Quote,
    Release,
    Script,
    Skip,
    Span,
    Speaker,
    SpokenToken,
    TokenKind,
    Utterance,
)
from presscast.text.acronyms import learn_acronyms
from presscast.text.lexicon import EMPTY, Lexicon
from presscast.text.names_lexicon import above_seeded
from presscast.text.reading import (
    NO_WORDS,
    SILENT_BLOCKS,
    Piece,
    narration_words,
    read_sentences,
)
from presscast.text.speech import verbalize

NARRATOR: Final = "narrator"
_QUOTE_MARKS: Final = frozenset("\"'“”„‟‘’‚‛«»‹›`")
_SPACES: Final = frozenset(" \u00a0\u202f\u2009")
"""French and Swiss marks stand apart from the words by one of these."""


def narrate(
    release: Release, settings: Settings, lexicon: Lexicon = EMPTY, correction: str | None = None
) -> Script:
    """Return the script of a release.

    `correction` is what a corrected edition says of itself, after the headline.

    A quote whose speaker is less sure than `settings.voice.min_confidence` stays in the narrator's
    voice, between "quote" and "end quote", with a warning.
    """
    return _Narration(release, settings, lexicon, correction).script()


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a block that one speaker says; `doubtful` where the narrator stands in."""

    span: Span
    speaker: str
    doubtful: bool = False


class _Narration:
    """The script in the making."""

    def __init__(
        self, release: Release, settings: Settings, lexicon: Lexicon, correction: str | None
    ) -> None:
        self.release = release
        self.correction = correction
        self.settings = settings
        self.pauses = settings.pauses
        self.shows = lexicon
        self.lexicon = above_seeded(lexicon, release.language)
        self.acronyms = learn_acronyms(release.text, release.language)
        self.words = narration_words(release.language)
        self.speakers: dict[str, Speaker] = {
            NARRATOR: Speaker(NARRATOR, "Narrator", None, "narrator")
        }
        self.utterances: list[Utterance] = []
        self.skips: list[Skip] = []
        self.warnings: list[str] = []
        self.section = release.sections[0].id if release.sections else "s1"
        self.voiced = {quote.span: self._speaker(quote) for quote in release.quotes}

    def script(self) -> Script:
        """Return the whole script."""
        if not any(block.type is BlockType.HEADLINE for block in self.release.blocks):
            self._say_unwritten(self.release.title, 0, self.pauses.start_ms)
            self._notice(0, self.pauses.after_headline_ms)
        seen_headlines: set[str] = set()
        previous: Block | None = None
        blocks = self.release.blocks
        for index, block in enumerate(blocks):
            self._enter_section(block)
            words = " ".join(self._text(block.span).split())
            rule = SILENT_BLOCKS.get(block.type)
            if block.type is BlockType.HEADLINE and words.casefold() in seen_headlines:
                rule = "headline repeated"
            elif block.type is BlockType.HEADING and not _is_read(blocks, index):
                rule = "heading of a part that is not read out"
            if rule:
                self.skips.append(Skip(block.span, words, rule))
                continue
            said_before = len(self.utterances)
            self._say_block(block, self._pause_between(previous, block))
            if len(self.utterances) > said_before:
                previous = block
            if block.type is BlockType.HEADLINE:
                if not seen_headlines:
                    self._notice(block.span.end, self.pauses.between_paragraphs_ms)
                seen_headlines.add(words.casefold())
        self._say_more()
        self._account()
        return Script(
            language=self.release.language,
            title=self.release.title,
            speakers=tuple(self.speakers.values()),
            utterances=tuple(self.utterances),
            skips=tuple(sorted(self.skips, key=lambda skip: skip.span)),
            warnings=(*self.release.warnings, *self.warnings),
        )

    def _text(self, span: Span) -> str:
        return self.release.text[span.start : span.end]

    def _enter_section(self, block: Block) -> None:
        for section in self.release.sections:
            if section.span.start <= block.span.start < section.span.end:
                self.section = section.id
                return

    def _speaker(self, quote: Quote) -> str:
        """Return the id of the speaker in whose voice a quote is said."""
        attribution = quote.attribution
        if not quote.is_speech or attribution is None:
            return NARRATOR
        if attribution.confidence < self.settings.voice.min_confidence:
            return NARRATOR
        person = next((p for p in self.release.people if p.name == attribution.speaker), None)
        speaker_id = person.id if person else attribution.speaker
        self.speakers.setdefault(
            speaker_id,
            Speaker(
                speaker_id,
                attribution.speaker,
                attribution.role or (person.role if person else None),
                person.kind if person else "person",
            ),
        )
        return speaker_id

    def _say_block(self, block: Block, pause_ms: int) -> None:
        previous: _Part | None = None
        for part in self._parts(block):
            if previous and part.speaker != previous.speaker:
                pause_ms = self.pauses.around_quote_ms
            said = self._say_part(part, block, pause_ms)
            if said:
                pause_ms = self.pauses.between_sentences_ms
                previous = part

    def _parts(self, block: Block) -> Iterator[_Part]:
        """Yield the stretches of a block in order, quotes with their marks."""
        at = block.span.start
        for quote in self.release.quotes:
            if not (block.span.start <= quote.span.start < block.span.end) or not quote.is_speech:
                continue
            if quote.span.start < at:
                continue
            speaker = self.voiced[quote.span]
            span = self._with_marks(quote.span, block.span)
            span = Span(max(at, span.start), span.end)
            if speaker == NARRATOR:
                self._warn_doubtful(quote)
            if at < span.start:
                yield _Part(Span(at, span.start), NARRATOR)
            said_by = None if speaker == NARRATOR else self._said_within(quote)
            if said_by:
                yield _Part(Span(span.start, said_by.start), speaker)
                yield _Part(said_by, NARRATOR)
                span = Span(said_by.end, span.end)
            yield _Part(span, speaker, doubtful=speaker == NARRATOR)
            at = span.end
        if at < block.span.end:
            yield _Part(Span(at, block.span.end), NARRATOR)

    def _said_within(self, quote: Quote) -> Span | None:
        """Return the words within the marks that tell who speaks, which the speaker never said.

        French sets them so: « Nous sommes prêts, se réjouit Ana Ruiz, maire. Nous ouvrons lundi. »
        """
        said, text = quote.attribution, self.release.text
        if said is None or said.span is None or said.cue is None:
            return None
        if not (quote.span.start < said.span.start and said.span.end < quote.span.end):
            return None
        cue = text.rfind(said.cue, quote.span.start, quote.span.end)
        first = min(said.span.start, cue) if cue >= 0 else said.span.start
        start = 1 + max(text.rfind(mark, quote.span.start, first) for mark in ",?!…—–")
        end = max(said.span.end, cue + len(said.cue))
        role = f", {said.role}"
        if text.startswith(role, end):
            end += len(role)
        if end < quote.span.end and text[end] in ",.;:!?":
            end += 1
        return Span(start, end) if start else None

    def _warn_doubtful(self, quote: Quote) -> None:
        words = " ".join(quote.text.split()[:8])
        who = (
            f"perhaps {quote.attribution.speaker} ({quote.attribution.reason})"
            if quote.attribution
            else "nobody is named"
        )
        self.warnings.append(
            f"“{words} …” stays in the narrator's voice, its speaker being unsure: {who}"
        )

    def _with_marks(self, span: Span, within: Span) -> Span:
        """Widen the span of a quote to its marks."""
        text, (start, end) = self.release.text, span
        if start - 2 >= within.start and text[start - 1] in _SPACES:
            start -= text[start - 2] in _QUOTE_MARKS
        if end + 1 < within.end and text[end] in _SPACES:
            end += text[end + 1] in _QUOTE_MARKS
        while start > within.start and text[start - 1] in _QUOTE_MARKS:
            start -= 1
        while end < within.end and text[end] in _QUOTE_MARKS:
            end += 1
        return Span(start, end)

    def _say_part(self, part: _Part, block: Block, pause_ms: int) -> bool:
        """Say the sentences of a part; return whether anything was said."""
        said = False
        pieces = read_sentences(self.release.text, part.span, block.type, self.release.language)
        spoken = [piece for piece in pieces if piece.rule is None]
        for piece in pieces:
            text = " ".join(self._text(piece.span).split())
            if piece.rule == NO_WORDS and self.utterances and not self._ends_elsewhere(block):
                self._extend(piece.span)
                continue
            if piece.rule:
                self.skips.append(Skip(piece.span, text, piece.rule))
                continue
            tokens = self._verbalize(piece)
            words = narration_words(piece.language) if piece.language else self.words
            if part.doubtful and piece is spoken[0]:
                tokens = (_unwritten(words.quote, piece.span.start, piece.language), *tokens)
            if part.doubtful and piece is spoken[-1]:
                tokens = (*tokens, _unwritten(words.end_quote, piece.span.end, piece.language))
            if not any(token.spoken.strip() for token in tokens):
                self.skips.append(Skip(piece.span, text, NO_WORDS))
                continue
            if piece.goes_on and said:
                pause_ms = self.pauses.around_quote_ms
            self._add(part.speaker, text, tokens, piece.span, pause_ms)
            pause_ms = self.pauses.between_sentences_ms
            said = True
        return said

    def _verbalize(self, piece: Piece) -> tuple[SpokenToken, ...]:
        """Return what is said for a piece, in its own language where that is another one."""
        language = piece.language or self.release.language
        tokens = verbalize(
            self._text(piece.span),
            language=language,
            offset=piece.span.start,
            lexicon=above_seeded(self.shows, language) if piece.language else self.lexicon,
            acronyms=self.acronyms,
        )
        if piece.language is None:
            return tokens
        return tuple(replace(token, language=token.language or language) for token in tokens)

    def _ends_elsewhere(self, block: Block) -> bool:
        """Return whether the last utterance belongs to an earlier block."""
        return self.utterances[-1].span.start < block.span.start

    def _extend(self, span: Span) -> None:
        """Give marks that stand alone, such as a full stop after a quote, to the last utterance."""
        last = self.utterances[-1]
        wider = Span(last.span.start, span.end)
        self.utterances[-1] = replace(last, span=wider, text=" ".join(self._text(wider).split()))

    def _add(
        self, speaker: str, text: str, tokens: Sequence[SpokenToken], span: Span, pause_ms: int
    ) -> None:
        self.utterances.append(
            Utterance(
                id=f"u{len(self.utterances) + 1}",
                section=self.section,
                speaker=speaker,
                text=text,
                tokens=tuple(tokens),
                span=span,
                pause_before_ms=pause_ms,
            )
        )

    def _say_unwritten(self, text: str, at: int, pause_ms: int) -> None:
        """Say words that the release does not hold."""
        tokens = verbalize(
            text, language=self.release.language, lexicon=self.lexicon, acronyms=self.acronyms
        )
        unwritten = [replace(token, span=Span(at, at)) for token in tokens]
        self._add(NARRATOR, text, unwritten, Span(at, at), pause_ms)

    def _notice(self, at: int, pause_ms: int) -> None:
        if self.settings.notice.spoken:
            self._say_unwritten(self.settings.notice.text or self.words.notice, at, pause_ms)
        if self.correction:
            text = f"{self.words.corrected} {self.correction}"
            self._say_unwritten(text, at, self.pauses.between_paragraphs_ms)

    def _say_more(self) -> None:
        """Tell listeners where the links are that were not read out."""
        if any(skip.rule.startswith(("points at", "contact")) for skip in self.skips):
            end = len(self.release.text)
            self._say_unwritten(self.words.more, end, self.pauses.between_sections_ms)

    def _pause_between(self, previous: Block | None, block: Block) -> int:
        return _pause_ms(self.pauses, previous.type if previous else None, block.type)

    def _account(self) -> None:
        """Report what no utterance and no rule has taken: nothing is lost without a word."""
        taken = sorted(
            [u.span for u in self.utterances if u.span.start < u.span.end]
            + [skip.span for skip in self.skips]
        )
        at = 0
        for span in (*taken, Span(len(self.release.text), len(self.release.text))):
            left = self.release.text[at : span.start]
            if left.strip():
                words = " ".join(left.split())
                start = at + len(left) - len(left.lstrip())
                rule = "not placed" if any(c.isalnum() for c in words) else NO_WORDS
                self.skips.append(Skip(Span(start, start + len(left.strip())), words, rule))
                if rule == "not placed":
                    self.warnings.append(f"not read out, no rule knows it: {words[:80]}")
            at = max(at, span.end)


def _unwritten(words: str, at: int, language: str | None = None) -> SpokenToken:
    return SpokenToken(Span(at, at), words, TokenKind.WORD, language=language)


def _is_read(blocks: Sequence[Block], heading: int) -> bool:
    """Return whether anything under a heading is read out."""
    for block in blocks[heading + 1 :]:
        if block.type is BlockType.HEADING:
            return False
        if block.type not in SILENT_BLOCKS:
            return True
    return False


def _pause_ms(pauses: PauseSettings, previous: BlockType | None, current: BlockType) -> int:
    """Return the silence between two blocks that are read out."""
    if previous is None:
        return pauses.start_ms
    if current is BlockType.HEADING:
        return pauses.between_sections_ms
    after = {
        BlockType.HEADLINE: pauses.after_headline_ms,
        BlockType.SUBHEADLINE: pauses.after_headline_ms,
        BlockType.DATELINE: pauses.after_dateline_ms,
        BlockType.HEADING: pauses.after_heading_ms,
    }
    if previous in after:
        return after[previous]
    if previous is current is BlockType.LIST_ITEM:
        return pauses.between_list_items_ms
    if (previous is BlockType.BOILERPLATE) is not (current is BlockType.BOILERPLATE):
        return pauses.between_sections_ms
    return pauses.between_paragraphs_ms
