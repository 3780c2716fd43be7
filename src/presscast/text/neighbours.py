"""The paragraphs around a quotation that name its speaker: above it, or as a signature below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from presscast.model import BlockType
from presscast.text.attribution_clauses import read_before
from presscast.text.attribution_words import Lexis
from presscast.text.cues import find_cues
from presscast.text.findings import Finding, signature
from presscast.text.narration import DASHES, Token, is_terminal, sentence_start
from presscast.text.nominals import Phrase, PhraseKind
from presscast.text.people import Passage
from presscast.text.subjects import chunks, leading_phrase

_HEADING_WORDS = 8
_LONGEST_SIGNATURE = 40


def edges(tokens: Sequence[Token]) -> tuple[int, int]:
    """Return the index of the first word outside quotes, and of the last word or quote."""
    count = len(tokens)
    first = next((k for k in range(count) if tokens[k].is_word), count)
    last = next(
        (k for k in range(count - 1, -1, -1) if tokens[k].is_word or tokens[k].quote >= 0), -1
    )
    return first, last


def signed_below(tokens: Sequence[Token], lexis: Lexis) -> Finding | None:
    """Return the speaker whom a line of its own names below a quotation."""
    if not tokens or len(tokens) > 40 or tokens[-1].text == ":":
        return None
    states = lexis.words.auxiliaries | lexis.words.passives
    if tokens[-1].text == "." and any(token.lower in states for token in tokens):
        return None  # a sentence: "Lund’s father, Sir Bo, was the mayor."
    found = signature(tokens, lexis)
    if found is None:
        return None
    dashed = tokens[0].text in DASHES
    assert found.phrase is not None
    if tokens[0].lower in lexis.words.determiners and len(tokens) > found.phrase.last + 3:
        return None  # "Los jueces Ana Ruiz y … emitieron": a sentence
    return found if dashed or found.phrase.role is not None else None


def named_above(tokens: Sequence[Token], lexis: Lexis, *, emphasised: bool) -> Finding | None:
    """Return the speaker whom a line of its own names above a quotation."""
    if not tokens or len(tokens) > 24 or tokens[0].text in DASHES:
        return None
    if find_cues(tokens, lexis):
        return None
    return _titled(list(tokens), lexis, emphasised=emphasised)


def led_in_above(passage: Passage, lexis: Lexis) -> Finding | None:
    """Return what a paragraph before a quotation says of its speaker."""
    tokens = list(passage.tokens)
    if not tokens:
        return None
    if tokens[-1].text not in (":", ";"):
        inner = _said_within(tokens, lexis)
        if inner is not None:
            return inner
        if passage.type is BlockType.HEADING or len(tokens) <= 24:
            return _titled(tokens, lexis)
        return None
    begin = sentence_start(tokens, len(tokens) - 1, lexis)
    heading = _heading_end(tokens[begin:], lexis)
    if heading:
        return signature(tokens[begin + heading :][:_LONGEST_SIGNATURE], lexis)
    found = read_before(tokens[begin:], lexis)
    if found is not None and found.phrase is not None:
        return found
    return _titled(tokens[begin:], lexis)


def _said_within(tokens: Sequence[Token], lexis: Lexis) -> Finding | None:
    """Return who says the end of a paragraph that has lost its marks: `Jo Lake said: We are …`."""
    if any(token.quote >= 0 for token in tokens):
        return None
    for colon in range(len(tokens) - 2, 0, -1):
        if tokens[colon].text == ":" and tokens[colon + 1].is_capitalised:
            if tokens[colon - 1].lower not in lexis.words.cues:
                return None
            begin = sentence_start(tokens, colon, lexis)
            found = read_before(tokens[begin : colon + 1], lexis)
            return found if found is not None and found.phrase is not None else None
    return None


def told_before(tokens: Sequence[Token], place: int, lexis: Lexis) -> Finding | None:
    """Return who states something in the sentence before a quote: `The mayor noted … . “…”`.

    A sentence that opens with its verb, as in `Recordó que …`, has a finding without a phrase.
    """
    end = place - 1
    if end < 1 or not is_terminal(tokens, end, lexis):
        return None
    begin = sentence_start(tokens, end, lexis)
    if begin and tokens[begin - 1].quote >= 0:
        return None
    found = read_before(tokens[begin:end], lexis)
    if found is None or found.rule != "before":
        return None
    if found.phrase is None:
        return None if without_subject(tokens, end, found, lexis) is None else found
    return found if found.confidence >= 0.9 else None


def told_near(
    passages: Sequence[Passage],
    owned: Sequence[Sequence[int]],
    number: int,
    place: int | None,
    lexis: Lexis,
) -> Finding | None:
    """Return who states the sentence before a place in a paragraph.

    Before its beginning, where `place` is None, it is the holder of the office that states the last
    sentence of the paragraph above.
    """
    if place is not None:
        return told_before(passages[number].tokens, place, lexis)
    if not number or owned[number - 1]:
        return None
    tokens = passages[number - 1].tokens
    found = told_before(tokens, len(tokens), lexis)
    if found is None or found.phrase is None or found.phrase.kind is not PhraseKind.OFFICE:
        return None
    return found


def without_subject(
    tokens: Sequence[Token], place: int, finding: Finding | None, lexis: Lexis
) -> int | None:
    """Return where a sentence begins whose verb of saying has no subject: `Dijo que “…”`.

    Nobody named within it is its subject, so that whoever it means is named before that place.
    """
    if finding is None or finding.phrase is not None or finding.cue_span is None:
        return None
    begin = sentence_start(tokens, max(0, place - 1), lexis)
    opening = tokens[begin]
    if opening.start == finding.cue_span.start or opening.lower in lexis.words.participial:
        return opening.start
    return None


def stated_above(tokens: Sequence[Token], position: int, lexis: Lexis) -> Finding | None:
    """Return who states something in the sentence before the one at a place of the text."""
    end = next((k for k, token in enumerate(tokens) if token.start >= position), 0) - 1
    begin = sentence_start(tokens, end, lexis, over_quotes=True)
    cut = next((k for k in range(begin, end) if tokens[k].quote >= 0), end)
    found = read_before(tokens[begin:cut], lexis) if begin < cut else None
    sure = found is not None and found.rule == "before" and found.confidence >= 0.9
    return found if sure else None


def listed(between: Sequence[Token], lexis: Lexis) -> bool:
    """Return whether only a comma, or a comma and a conjunction, part a quote from the one before.

    `« … », « … » et « … »` are things that one person said.
    """
    signs = [token for token in between if token.text not in (",", ";")]
    return len(between) > len(signs) and all(t.lower in lexis.words.conjunctions for t in signs)


def paired(between: Sequence[Token], lexis: Lexis) -> bool:
    """Return whether only a conjunction parts two quotes, so that one person says both."""
    return len(between) == 1 and between[0].lower in lexis.words.conjunctions


def _titled(tokens: list[Token], lexis: Lexis, *, emphasised: bool = False) -> Finding | None:
    """Return the speaker that a line names alone, as `Statement by X` or `X, director`."""
    heading = _heading_end(tokens, lexis)
    if heading:
        return signature(tokens[heading:][:_LONGEST_SIGNATURE], lexis)
    if any(is_terminal(tokens, k, lexis) for k in range(len(tokens))):
        return None
    found = signature(tokens, lexis)
    if found is None or found.phrase is None:
        return None
    return found if found.phrase.role is not None or emphasised else None


def _heading_end(tokens: Sequence[Token], lexis: Lexis) -> int:
    """Return where the speaker stands in a line that begins `Statement by X`; 0 for others."""
    words = [token.lower for token in tokens[:_HEADING_WORDS] if token.is_word]
    for heading in lexis.words.statement_headings:
        parts = heading.split()
        if words[: len(parts)] == parts:
            at = 0
            count = 0
            while at < len(tokens) and count < len(parts):
                count += tokens[at].is_word
                at += 1
            return at
    return 0


def sentence_end(tokens: Sequence[Token], after: int, lexis: Lexis) -> int:
    """Return where the sentence ends that goes on after a place in a paragraph."""
    for index, token in enumerate(tokens):
        if token.start >= after and is_terminal(tokens, index, lexis):
            return token.end
    return tokens[-1].end if tokens else after


def bodies_above(
    passages: Sequence[Passage], number: int, finding: Finding, lexis: Lexis
) -> Iterator[Phrase]:
    """Yield what the sentences before `it said` are about, the nearest first."""
    tokens = passages[number].tokens
    place = says_it(tokens, finding, lexis)
    if not place:
        return
    for above in (tokens[:place], passages[number - 1].tokens if number else ()):
        end = len(above)
        while end > 0:
            begin = sentence_start(above, end - 1, lexis, over_quotes=True)
            sentence = above[begin:end]
            phrase = leading_phrase(sentence, chunks(sentence, len(sentence)), lexis)
            if phrase is not None and (phrase.definite or phrase.kind is PhraseKind.NAME):
                yield phrase
            end = begin


def says_it(tokens: Sequence[Token], finding: Finding, lexis: Lexis) -> int:
    """Return the index of a verb of saying whose subject is `it`; 0 where there is none."""
    span = finding.cue_span
    place = next((k for k, token in enumerate(tokens) if span and token.start == span.start), 0)
    return place if place and tokens[place - 1].lower in lexis.words.pronouns_it else 0
