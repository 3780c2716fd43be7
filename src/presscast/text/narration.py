"""What stands outside the quotation marks, as words and signs, each quote being one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from presscast.model import Span
from presscast.text.attribution_words import Lexis
from presscast.text.marks import MarkedSpan

_LONGEST_NICKNAME = 24
_NICKNAME = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*)?")
_NAME_BEFORE = re.compile(r"(?<![\w’'])[A-ZÀ-Þ][\w-]*\.? \Z")
_NAME_AFTER = re.compile(r" [A-ZÀ-Þ]\w")
TERMINALS = frozenset((".", "!", "?", "…"))
_DATELINE_REACH = 10
DASHES = frozenset(("—", "–", "―", "-", "--", "---"))


class Token(NamedTuple):
    """A word, a sign, or a whole quote of the narration."""

    start: int
    end: int
    text: str
    lower: str
    quote: int = -1
    """The index of the quote that it stands for, else -1."""
    possessive: bool = False
    is_word: bool = False
    """Whether it has letters or digits, and is not a quote."""
    is_capitalised: bool = False
    """Whether it is a word that begins with a capital letter."""


def _tokens_between(text: str, start: int, end: int, lexis: Lexis) -> list[Token]:
    found: list[Token] = []
    abbreviations = lexis.words.abbreviations
    at = start
    for match in lexis.token.finditer(text, start, end):
        begin, stop = match.span()
        if begin < at:
            continue
        word = text[begin:stop]
        lower = word.lower()
        possessive = False
        if word[-1] in "'’":
            lower = lower[:-1]  # an elided article: l’, d’, qu’
        first = word[0]
        if first == "?" and text[stop : stop + 1].isalpha():
            continue  # a space that was lost on the way: `– ?Ana Ruiz`
        is_word = first.isalnum()
        if is_word:
            follows = text[stop : stop + 2]
            if follows[:1] == "." and stop < end:
                # `J.`, and a legislator's party and state: `D-Mass.`
                single = (
                    word.isupper() if len(word) == 1 else word[1] == "-" and word[2:3].isupper()
                )
                if (
                    single
                    or lower in abbreviations
                    or lower.rsplit("-", 1)[-1] in abbreviations
                    or (found and _is_ordinal(word, follows, found[-1], lexis))
                ):
                    stop += 1
                    word += "."
                    lower += "."
            elif follows == "- " and lexis.words.ordinals and _is_suspended(text, stop, end, word):
                stop += 1
                word += "-"
                lower += "-"
            if lower[-2:] in ("'s", "’s"):
                possessive = True
                word, lower = word[:-2], lower[:-2]
            elif lower[-1:] == "s" and follows in ("' ", "’ "):
                possessive = True
        found.append(
            Token(begin, stop, word, lower, -1, possessive, is_word, is_word and first.isupper())
        )
        at = stop
    return found


def _is_ordinal(word: str, follows: str, before: Token, lexis: Lexis) -> bool:
    """Return whether the full stop after a number belongs to it: `zum 14. Bericht`."""
    words = lexis.words
    return (
        len(word) <= 3
        and word.isdigit()
        and follows[1:] == " "
        and (before.lower in words.prepositions or before.lower in words.determiners)
    )


def _is_suspended(text: str, stop: int, end: int, word: str) -> bool:
    """Return whether a hyphen stands for the rest of a compound: `Innen- und Finanzminister`."""
    following = text[stop + 2 : min(end, stop + 8)]
    if following[:1].isupper():
        return word.isupper()
    return following.partition(" ")[0] in ("und", "oder", "sowie", "bzw.", "wie")


def tokenize(
    text: str, paragraph: Span, quotes: Sequence[tuple[int, MarkedSpan]], lexis: Lexis
) -> list[Token]:
    """Return the tokens of a paragraph, in order; `quotes` are its own, with their indices."""
    tokens: list[Token] = []
    at = paragraph.start
    for index, quote in quotes:
        start = max(at, quote.outer.start)
        if _is_nickname(text, quote):
            tokens.extend(_tokens_between(text, at, quote.outer.start, lexis))
            tokens.extend(_tokens_between(text, *quote.inner, lexis))
            at = max(at, quote.outer.end)
            continue
        tokens.extend(_tokens_between(text, at, start, lexis))
        end = min(paragraph.end, quote.outer.end)
        tokens.append(Token(start, end, "“”", "“”", index))
        at = max(at, end)
    tokens.extend(_tokens_between(text, at, paragraph.end, lexis))
    return tokens


def _is_nickname(text: str, quote: MarkedSpan) -> bool:
    """Return whether a quoted word stands within a name: `Ana “Nana” Ruiz`."""
    start, end = quote.outer
    if end - start > _LONGEST_NICKNAME or _NICKNAME.fullmatch(text, *quote.inner) is None:
        return False
    return bool(_NAME_BEFORE.search(text, max(0, start - 20), start)) and bool(
        _NAME_AFTER.match(text, end)
    )


def is_terminal(tokens: Sequence[Token], index: int, lexis: Lexis) -> bool:
    """Return whether the narration's sentence ends with this token."""
    token = tokens[index]
    if token.quote >= 0:
        return False
    if token.text in TERMINALS:
        return True
    if not token.text.endswith(".") or index + 1 >= len(tokens) or token.text[0].isdigit():
        return False
    following = tokens[index + 1]
    return (
        following.is_capitalised
        and following.lower in lexis.not_names
        and not lexis.is_title(token.lower)
        and len(token.text) > 2
        and not (token.text[1] == "." and following.lower in lexis.bodies)  # "the U.S. Senate"
    )


def sentence_start(
    tokens: Sequence[Token], place: int, lexis: Lexis, *, over_quotes: bool = False
) -> int:
    """Return where the sentence begins in which a token stands, or what follows a quote in it."""
    while place > 0 and not is_terminal(tokens, place - 1, lexis):
        if tokens[place - 1].quote >= 0 and not over_quotes:
            break
        place -= 1
    return place


def written(tokens: Sequence[Token]) -> str:
    """Return tokens with single spaces."""
    return " ".join(token.text for token in tokens)


def without_dateline(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the words after `HARLAN, W.Va. –`, which speaks of nobody."""
    place = tokens[0].text if tokens else ""
    if len(place) < 3 or not place.isupper() or not place.isalpha():
        return tokens
    for index, token in enumerate(tokens[: _DATELINE_REACH + 1]):
        if token.text in DASHES:
            return tokens[index + 1 :]
    return tokens
