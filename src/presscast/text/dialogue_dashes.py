"""Dialogue dashes: `—Vamos a seguir —dijo Ana Ruiz—, pase lo que pase.`"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from presscast.model import BlockType, Span
from presscast.text.attribution_clauses import read_after
from presscast.text.attribution_words import Lexis
from presscast.text.conversation_words import conversation_words, in_first_person
from presscast.text.findings import Finding
from presscast.text.marks import MarkedSpan, MarkFamily
from presscast.text.narration import DASHES, TERMINALS, Token, tokenize
from presscast.text.nominals import PhraseKind
from presscast.text.quotation_paragraphs import Paragraph
from presscast.text.roles import read_role

_LINE = re.compile(
    r"^[ \t\u00a0]*(?P<dash>[—–―])[ \t\u00a0\u202f]?(?=[^\W_]|[¿¡«“…])", re.MULTILINE
)
_BREAKS = frozenset((",", "?", "!", "…"))
_REFLEXIVES = frozenset(("se", "s", "si", "le", "lui", "nous", "nos", "lo"))

_REACH = 40
"""Tokens within which an attribution ends."""


def dialogue_speech(
    text: str, paragraphs: Sequence[Paragraph], marked: Sequence[MarkedSpan], lexis: Lexis
) -> list[MarkedSpan]:
    """Return what is said after dialogue dashes, in order, a line broken where narration is.

    Only a line that itself holds a verb of saying with its subject is speech: dashes begin the
    items of lists as well. A line with quotation marks is left to them.
    """
    if not lexis.words.inserted:
        return []
    found: list[MarkedSpan] = []
    at = 0
    for paragraph in paragraphs:
        span = paragraph.span
        lines = list(_LINE.finditer(text, span.start, span.end))
        for index, line in enumerate(lines):
            end = lines[index + 1].start() if index + 1 < len(lines) else span.end
            while at < len(marked) and marked[at].outer.end <= line.start():
                at += 1
            if at < len(marked) and marked[at].outer.start < end:
                continue
            tokens = tokenize(text, Span(line.end(), end), (), lexis)
            parts = _parts(tokens, paragraph.type, lexis)
            for number, part in enumerate(parts):
                start = part.start
                while start > line.end() and text[start - 1] in "¿¡":
                    start -= 1
                inner = Span(start, part.end)
                outer = Span(line.start("dash"), part.end) if number == 0 else inner
                found.append(MarkedSpan(inner, outer, MarkFamily.DASH))
    return found


def _parts(tokens: Sequence[Token], block: BlockType, lexis: Lexis) -> list[Span]:
    """Return the spoken parts of a line; nothing where no attribution stands in it."""
    if not (tokens and (tokens[0].is_capitalised or tokens[0].text == "…")):
        return []
    if tokens[-1].text == ";":
        return []
    dashed = list(_between_dashes(tokens, lexis))
    if dashed:
        return dashed
    inverted = list(_around_inversion(tokens, lexis))
    if block is not BlockType.LIST_ITEM:
        return inverted
    spoken = [t for t in tokens if any(part.start <= t.start < part.end for part in inverted)]
    lively = any(token.text in ("?", "!") for token in spoken)
    personal = in_first_person(spoken, conversation_words(lexis.language))
    return inverted if lively or personal else []


def _between_dashes(tokens: Sequence[Token], lexis: Lexis) -> Iterator[Span]:
    """Yield the parts around attributions set off by dashes, as Spanish has them."""
    begin = 0
    index = 1
    attributed = False
    while index < len(tokens):
        set_off = tokens[index + 1 : index + 1 + _REACH] if tokens[index].text in DASHES else ()
        if _attribution(set_off, lexis, elliptic=attributed) is None:
            index += 1
            continue
        attributed = True
        yield Span(tokens[begin].start, tokens[index - 1].end)
        closing = index + 1
        while closing < len(tokens) and tokens[closing].text not in DASHES:
            closing += 1
        begin = closing + 1
        while begin < len(tokens) and not tokens[begin].is_word:
            begin += 1
        index = begin + 1
    if attributed and begin < len(tokens):
        yield Span(tokens[begin].start, tokens[-1].end)


def _around_inversion(tokens: Sequence[Token], lexis: Lexis) -> Iterator[Span]:
    """Yield the parts around a verb with its subject after it, as French has them."""
    for index in range(1, len(tokens)):
        if tokens[index].text not in _BREAKS:
            continue
        finding = _attribution(tokens[index + 1 : index + 1 + _REACH], lexis)
        if finding is None:
            continue
        spoken = tokens[index - 1 if tokens[index].text == "," else index]
        yield Span(tokens[0].start, spoken.end)
        begin = _resumed(tokens, index + 1, finding, lexis)
        if begin < len(tokens):
            yield Span(tokens[begin].start, tokens[-1].end)
        return


def _attribution(
    tokens: Sequence[Token], lexis: Lexis, *, elliptic: bool = False
) -> Finding | None:
    """Return the verb of saying and its subject with which the tokens begin.

    `elliptic` allows a verb alone, the speaker having been named before: `—añadió—`.
    """
    if not tokens or not tokens[0].text.islower():
        return None
    stop = next(
        (k for k, token in enumerate(tokens) if token.text in TERMINALS or token.text in DASHES),
        len(tokens),
    )
    window = list(tokens[:stop])
    finding = read_after(window, lexis, sentence=False)
    if finding is None or finding.cue_span is None:
        return None
    if finding.phrase is None:
        alone = finding.cue_span == Span(window[0].start, window[-1].end)
        return finding if elliptic and alone else None
    if finding.rule != "after" or finding.phrase.kind is PhraseKind.OTHER:
        return None
    starts = finding.cue_span.start == window[0].start
    reflexive = len(window) > 1 and finding.cue_span.start == window[1].start
    if not starts and not (reflexive and window[0].lower in _REFLEXIVES):
        return None
    return finding if finding.phrase.span.start >= finding.cue_span.start else None


def _resumed(tokens: Sequence[Token], start: int, finding: Finding, lexis: Lexis) -> int:
    """Return the index at which speech goes on after an inversion; the end where it does not."""
    assert finding.phrase is not None
    assert finding.cue_span is not None
    end = max(finding.phrase.span.end, finding.cue_span.end)
    at = next((k for k in range(start, len(tokens)) if tokens[k].start >= end), len(tokens))
    if at + 1 < len(tokens) and tokens[at].text == ",":
        if read_role(tokens, at + 1, lexis) is None:
            return at + 1
        at += 1
    while at < len(tokens) and tokens[at].text not in TERMINALS:
        at += 1
    rest = tokens[at + 1 :]
    # What follows the sentence may be the narrator's again, unless somebody speaks of themselves.
    personal = in_first_person(rest, conversation_words(lexis.language))
    return at + 1 if personal else len(tokens)
