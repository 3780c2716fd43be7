"""The spoken form: what a narrator says for what is written.

Each language is a module of this package, named by its two letters, that holds a `GRAMMAR`.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from functools import cache

from presscast.model import Markup, SpokenToken
from presscast.text.acronyms import Acronyms, learn_acronyms
from presscast.text.lexicon import EMPTY, Lexicon
from presscast.text.rendering import PIPER, render
from presscast.text.sentences import split_sentences
from presscast.text.speech.grammar import Grammar, read
from presscast.text.speech.line import Line
from presscast.text.speech.punctuation import is_end_mark

__all__ = ["Acronyms", "has_grammar", "learn_acronyms", "normalize_line", "verbalize"]

_NO_ACRONYMS = Acronyms()
_MOST_PASSES = 4
# `CO₂` is read as `CO2`, one character for one.
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_LETTERS = re.compile(r"[^\W\d_]+")


@cache
def has_grammar(language: str) -> bool:
    """Return whether a language, named by its two letters, has a module of this package."""
    if not (language.isalpha() and len(language) == 2):
        return False
    return importlib.util.find_spec(f"{__name__}.{language}") is not None


@cache
def _grammar(language: str) -> Grammar:
    """Return the grammar of a language; English where it has none."""
    name = f"{__name__}.{language if has_grammar(language) else 'en'}"
    grammar: Grammar = importlib.import_module(name).GRAMMAR
    return grammar


def _in_capitals(text: str) -> bool:
    """Return whether a line is written in capitals throughout, as headlines may be."""
    if text.upper() != text:
        return False
    words = _LETTERS.findall(text)
    return len(words) > 1 and sum(map(len, words)) > 5


def verbalize(
    text: str,
    *,
    language: str,
    offset: int = 0,
    lexicon: Lexicon = EMPTY,
    acronyms: Acronyms = _NO_ACRONYMS,
) -> tuple[SpokenToken, ...]:
    """Return what is said for a sentence, in order; spans are `offset` + the place in `text`.

    `language` is an RFC 5646 tag; `en-GB` reads dates and numbers as Britain does. Every letter and
    digit lies in the span of one token, silent ones included. Never raises for any text.
    """
    code, _, region = language.replace("_", "-").partition("-")
    if acronyms.language != code:
        acronyms = Acronyms(code, acronyms.words, acronyms.letters, acronyms.names)
    line = Line(
        text.translate(_SUBSCRIPTS), offset, code, region.upper(), _in_capitals(text), acronyms
    )
    if is_end_mark(text):
        return (line.silence(0, len(text)),) if text.strip() else ()
    return read(line, _grammar(code.lower()), lexicon.rule(code) if lexicon else None)


def normalize_line(
    line: str,
    language: str = "en",
    *,
    markup: Markup = PIPER,
    lexicon: Lexicon = EMPTY,
    acronyms: Acronyms = _NO_ACRONYMS,
) -> str:
    """Return one line as an engine is given it. Normalizing it again changes nothing."""
    written = line.replace("\u00ad", "")
    for _ in range(_MOST_PASSES):
        spoken = _once(written, language, markup, lexicon, acronyms)
        # A word that reading has bared, such as `St.` after a number, is read in its turn.
        if spoken == written:
            return spoken
        written, lexicon = spoken, EMPTY
    return written


def _once(line: str, language: str, markup: Markup, lexicon: Lexicon, acronyms: Acronyms) -> str:
    parts = []
    for span in split_sentences(line, language):
        tokens = verbalize(
            line[span.start : span.end],
            language=language,
            offset=span.start,
            lexicon=lexicon,
            acronyms=acronyms,
        )
        if rendered := render(tokens, markup).text:
            parts.append(rendered)
    return " ".join(parts)
