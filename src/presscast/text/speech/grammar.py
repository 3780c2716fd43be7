"""The frame that every language's grammar fits in: rules tried where their first letters stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from presscast.model import Span, SpokenToken, TokenKind
from presscast.text.speech.line import LETTER, WORD, Line, Reading, Rule, plain
from presscast.text.speech.punctuation import punctuation

_WORD = re.compile(WORD)
_POSSESSIVE = re.compile(r"['’]s\b")
# A letter that a quotation changes, or an ending that it adds: `[t]he`, `reveal[ed]`.
_CHANGED = re.compile(rf"\[(?P<first>{LETTER}{{1,12}})\](?P<rest>{WORD})")
_ADDED = re.compile(r"\[(?P<ending>s|es|ed|(?<=e\[)d|ing|ers?|ly)\](?!\w)")
_JOINS = frozenset(".@/:&+_$€£¥")
_SIGNS = frozenset("+-−–.±$€£¥₹₩₽₪₺(~<>≥≤")
_SIGNED = re.compile(r"[^\w\n]{0,3}\d")


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one language reads what is not a plain word; rules are tried in order.

    A module of this package named after the language holds it as `GRAMMAR`.
    """

    digits: tuple[Rule, ...]
    """Tried where a digit stands, or a sign or point before one."""
    symbols: Mapping[str, tuple[Rule, ...]]
    """Tried where that character stands."""
    words: Mapping[str, tuple[Rule, ...]]
    """Tried where that word begins: in this very case, else in lower case. Without its stop."""
    joined: tuple[Rule, ...]
    """Tried where a word is followed at once by a point, `@`, `/` or `:` and more."""
    with_digits: Rule
    """Reads a word that digits follow at once or after a hyphen: `F-35`."""
    capitals: Rule
    """Reads a word that has a capital after its first letter, or stands in a line of capitals."""
    say_symbols: Mapping[str, str]
    """Words for symbols that no rule has read, such as `&`."""


def read(line: Line, grammar: Grammar, entries: Rule | None = None) -> tuple[SpokenToken, ...]:
    """Return the tokens of a line. `entries` is a lexicon's rule, tried before every other."""
    text, position, length = line.text, 0, len(line.text)
    word_at, append = _WORD.match, line.append
    while position < length:
        char = text[position]
        if char.isspace():
            position += 1
            continue
        reading = entries(line, position) if entries is not None else None
        if reading is None:
            if found := word_at(text, position):
                reading = _read_word(line, grammar, position, found[0])
            elif char.isdecimal():
                reading = _with_possessive(line, _first(grammar.digits, line, position))
            else:
                reading = _read_symbol(line, grammar, position)
        if reading is None:
            append(line.say(position, position + 1, unicodedata.normalize("NFKC", char)))
            position += 1
            continue
        for token in reading.tokens:
            append(token)
        position = reading.end
    line.close()
    return tuple(line.tokens)


def _first(rules: tuple[Rule, ...], line: Line, position: int) -> Reading | None:
    for rule in rules:
        reading = rule(line, position)
        if reading is not None and reading.end > position:
            return reading
    return None


def _with_possessive(line: Line, reading: Reading | None) -> Reading | None:
    """Return a reading with the `'s` that follows it at once: `2017's`, `Inc.'s`."""
    found = _POSSESSIVE.match(line.text, reading.end) if reading and reading.tokens else None
    if reading is None or found is None:
        return reading
    last = reading.tokens[-1]
    if last.kind is TokenKind.PUNCTUATION:
        return reading
    span = Span(last.span.start, line.offset + found.end())
    longer = replace(last, span=span, spoken=f"{last.spoken}'s")
    return Reading((*reading.tokens[:-1], longer), found.end())


def _read_word(line: Line, grammar: Grammar, start: int, word: str) -> Reading:
    text, end = line.text, start + len(word)
    key = word.lower()
    reading: Reading | None = None
    following = text[end : end + 1]
    if following in _JOINS and text[end + 1 : end + 2].strip():
        reading = _first(grammar.joined, line, start)
    elif following.isdecimal() or (following in "-‑" and text[end + 1 : end + 2].isdecimal()):
        reading = grammar.with_digits(line, start)
    if reading is None:
        rules = grammar.words.get(word) or grammar.words.get(key)
        if rules is None and "-" in key:
            first = word.partition("-")[0]
            rules = grammar.words.get(first) or grammar.words.get(first.lower())
        if rules is not None:
            reading = _first(rules, line, start)
    if reading is not None and text[reading.end - 1] == ".":
        reading = _with_possessive(line, reading)
    if reading is None and (line.capitals or not (word == key or word[1:].islower())):
        reading = grammar.capitals(line, start)
    if reading is None and following == "[" and (added := _ADDED.match(text, end)):
        token = line.say(start, added.end(), plain(word + added["ending"]))
        return Reading((token,), added.end())
    return reading or Reading((line.say(start, end, plain(word)),), end)


def _read_symbol(line: Line, grammar: Grammar, start: int) -> Reading:
    """Return the reading of a character that is neither letter, digit nor space."""
    char = line.text[start]
    if char == "[" and (changed := _CHANGED.match(line.text, start)):
        word = plain(changed["first"] + changed["rest"])
        return Reading((line.say(start, changed.end(), word),), changed.end())
    if char in _SIGNS and _SIGNED.match(line.text, start + 1):
        reading = _first(grammar.digits, line, start)
        if reading is not None:
            return reading
    reading = _first(grammar.symbols.get(char, ()), line, start)
    if reading is not None:
        return reading
    return punctuation(line, start, grammar.say_symbols)
