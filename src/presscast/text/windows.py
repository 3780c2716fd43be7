"""The narration around one quote: what leads into it, what follows it, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from presscast.text.adjuncts import skip_adjuncts
from presscast.text.attribution_clauses import read_after
from presscast.text.attribution_words import Lexis
from presscast.text.findings import Finding, closing_words
from presscast.text.narration import TERMINALS, Token, is_terminal
from presscast.text.nominals import PhraseKind
from presscast.text.quotes import Shape

_COMPLEMENTS = frozenset(("that", "que", "qu’", "qu'", "dass", "che"))
"""After one of these a quote belongs to the verb before it: `has said that “…”`."""
_FAR = 60
"""Characters after which a verb of saying no longer belongs to a fragment before it."""


@dataclass(frozen=True, slots=True)
class Window:
    """The narration between two quotes, or between a quote and the end of its sentence."""

    tokens: list[Token]
    reaches_quote: bool
    told: bool = False
    """True where a sentence of its own tells who said the quote before it."""


def windows_of(tokens: Sequence[Token], at: int, lexis: Lexis) -> tuple[Window, Window]:
    """Return the narration of the sentence before and after the quote token at an index."""
    before: list[Token] = []
    index = at - 1
    reaches_before = False
    while index >= 0:
        if tokens[index].quote >= 0:
            reaches_before = True
            break
        if (is_terminal(tokens, index, lexis) and len(before) > 0) or (
            tokens[index].text in TERMINALS and not before
        ):
            break
        before.append(tokens[index])
        index -= 1
    before.reverse()
    after: list[Token] = []
    apart = _told_apart(tokens, at, lexis)
    index = at + 1 + apart
    if index + 1 < len(tokens) and tokens[index].text in TERMINALS:
        index += closing_words(tokens[index + 1 :], lexis) is not None
    reaches_after = False
    while index < len(tokens):
        if tokens[index].quote >= 0:
            reaches_after = True
            break
        if is_terminal(tokens, index, lexis):
            if tokens[index].text not in TERMINALS:
                after.append(tokens[index])
            break
        after.append(tokens[index])
        index += 1
    return Window(before, reaches_before), Window(after, reaches_after, apart > 0)


_REPORTED_WORDS = 8
"""Words of a quote further on in a sentence that reports what somebody says."""
_FRAGMENT = 2
"""Words of what is quoted for the sake of the words only."""
_LONGEST_OPENER = 6
"""Words by which a sentence begins that tells who said the quote before it."""


def _told_apart(tokens: Sequence[Token], at: int, lexis: Lexis) -> int:
    """Return how many tokens part a quote from its attribution: `“…”. Lo ha detto Ana Reis.`"""
    begin = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text == ".")
    words = lexis.words
    if begin >= len(tokens) or not tokens[begin].is_capitalised:
        return 0
    for opener in words.told_openers:
        parts = opener.split()
        if [token.lower for token in tokens[begin : begin + len(parts)]] == parts:
            return begin + len(parts) - at - 1
    lowers = tuple(token.lower for token in tokens[begin : begin + _LONGEST_OPENER])
    first = lowers[0]
    for source in lexis.sources.get(first, ()):
        if len(source) > 2 and lowers[: len(source)] == source:
            return begin - at - 1
    told = first in words.bare_sources or (
        words.inserted
        and first in words.cues
        and first not in words.weak_cues
        and not _COMPLEMENTS.intersection(lowers[1:2])  # "Dijo que …" tells something new
    )
    return begin - at - 1 if told else 0


def rest_after(tokens: list[Token], finding: Finding | None) -> list[Token]:
    """Return the tokens after those that an attribution has used up."""
    if finding is None:
        return tokens
    end = max(
        finding.cue_span.end if finding.cue_span else 0,
        finding.phrase.span.end if finding.phrase else 0,
    )
    rest = [token for token in tokens if token.start >= end]
    return rest if any(token.is_word for token in rest) else []


def attribution_after(
    shape: Shape,
    lead: Sequence[Token],
    after: Window,
    before: Finding | None,
    lexis: Lexis,
    *,
    joins: bool,
) -> Finding | None:
    """Return the attribution after a quote, where it is better than the one before it.

    `lead` is the narration before the quote that is not used up and `before` what it says;
    `joins` says that the quote goes on with the one before its attribution.
    """
    window = after.tokens
    if not window:
        return None
    first = window[0]
    led_in = bool(lead) and lead[-1].text in (":", ",") and before is not None
    governed = bool(lead) and lead[-1].lower in _COMPLEMENTS and before is not None
    labelled = before is not None and before.rule == "colon" and before.cue is None
    if (led_in and not labelled) or (governed and before is not None and before.phrase is not None):
        return None
    starts_anew = shape.terminal and first.is_capitalised and not after.told
    if first.is_capitalised:
        closing = closing_words(window, lexis)
        if closing is not None:
            return closing
    if starts_anew and (before is not None or joins):
        return None
    if before is not None and not shape.punctuated and first.text not in (",", "—", "–", "--"):
        return None
    sentence = shape.capital and shape.words >= 3 and shape.punctuated and not starts_anew
    finding = read_after(window, lexis, sentence=sentence)
    if finding is None or not _begins_with(window, finding, lexis):
        return None
    if labelled and before is not None and _is_less_told(finding, before):
        return None
    if starts_anew:
        tail = rest_after(window, finding)
        words = lexis.words
        if (
            tail
            and len(tail) > 2
            and tail[0].is_word
            and (tail[0].lower not in words.prepositions | words.adverbs)
        ):
            return None
        if after.reaches_quote and window[-1].text == ":":
            return None
    distant = finding.cue_span is not None and finding.cue_span.start - first.start > _FAR
    return None if distant and first.text.islower() and not shape.punctuated else finding


def _is_less_told(finding: Finding, before: Finding) -> bool:
    """Return whether what follows a quote names nobody, where a label before it does."""
    if finding.cue is None:
        return True
    pronoun = finding.phrase is None or finding.phrase.kind is PhraseKind.PRONOUN
    return pronoun and before.phrase is not None and len(before.phrase.words) > 1


def _begins_with(window: list[Token], finding: Finding, lexis: Lexis) -> bool:
    """Return whether an attribution begins right after the quote, adjuncts aside."""
    starts = [finding.cue_span.start] if finding.cue_span else []
    starts += [finding.phrase.span.start] if finding.phrase else []
    first = next((k for k, token in enumerate(window) if token.is_word), 0)
    begin = skip_adjuncts(window, first, len(window), lexis)
    limit = window[min(begin + 1, len(window) - 1)].end  # an auxiliary may come first
    return not starts or min(starts) <= limit


def goes_on(shape: Shape) -> bool:
    """Return whether a quote may go on with what its sentence reports: long, and no new title."""
    return shape.words >= _REPORTED_WORDS and not shape.capital


def adjoins(between: Sequence[Token], shape: Shape) -> bool:
    """Return whether nothing but one attribution stands among the tokens between two quotes.

    A word or two after a word, small, is part of the narrator's sentence.
    """
    if shape.words <= _FRAGMENT and not shape.capital and between and between[-1].is_word:
        return False
    ends = sum(token.text in TERMINALS for token in between)
    return ends <= 1 and (not between or ends == 0 or between[-1].text in TERMINALS)
