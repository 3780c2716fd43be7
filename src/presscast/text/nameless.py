"""People whom a release knows without a name: `Lake’s mother`, `one resident, who …`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from presscast.text.attribution_words import Lexis
from presscast.text.entries import Entry
from presscast.text.names import NameRun
from presscast.text.narration import Token, is_terminal

_INDEFINITE = frozenset(("a", "an", "one", "another"))
_LONGEST = 6
"""Words of a description up to its noun."""
_ADJUNCT = 12
"""Words of what may stand before it: `In a statement given to the court, …`."""


def whose(tokens: Sequence[Token], run: NameRun, lexis: Lexis) -> tuple[str, str] | None:
    """Return who is only told by whose they are, and the noun for them: `Lake’s mother`."""
    if run.last >= len(tokens):
        return None
    noun = tokens[run.last]
    if not noun.text.islower() or noun.lower not in lexis.words.roles_he | lexis.words.roles_she:
        return None
    named = run.last + 1
    named += named < len(tokens) and tokens[named].text == ","
    if named < len(tokens) and tokens[named].is_capitalised:
        return None
    return f"{run.text}{'’' if run.text.endswith('s') else '’s'} {noun.text}", noun.lower


def described(tokens: Sequence[Token], lexis: Lexis) -> tuple[str, str] | None:
    """Return whom a paragraph begins with if it says something of them, and the noun for them.

    In `One local resident, who …, described …` a pronoun of the next sentence means the resident.
    So it does in `The employee, who …, described …`.
    """
    if not tokens or lexis.language != "en":
        return None
    begin = 0
    if tokens[0].lower in lexis.words.prepositions:
        comma = next((k for k, token in enumerate(tokens[:_ADJUNCT]) if token.text == ","), -1)
        begin = comma + 1
    definite = tokens[begin : begin + 1] and tokens[begin].lower == "the"
    if begin >= len(tokens) or not (definite or tokens[begin].lower in _INDEFINITE):
        return None
    for index in range(begin + 1, min(begin + _LONGEST, len(tokens))):
        token = tokens[index]
        if not token.is_word:
            return None
        if not token.text.islower() or not lexis.is_role(token.lower):
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following is None or following.is_capitalised or lexis.is_role(following.lower):
            return None
        if definite and [word.lower for word in tokens[index + 1 : index + 3]] != [",", "who"]:
            return None
        for place in range(index + 1, len(tokens)):
            said = tokens[place]
            if said.quote >= 0 or said.is_capitalised or is_terminal(tokens, place, lexis):
                return None
            if said.lower in lexis.words.cues:
                return " ".join(word.text for word in tokens[begin : index + 1]), token.lower
        return None
    return None


def unheld(found: tuple[str, str] | None, entries: Iterable[Entry]) -> tuple[str, str] | None:
    """Return a description unless somebody with a name is known by its noun: `the director`."""
    if found is None or found[0].split()[0].lower() in _INDEFINITE:
        return found
    held = any(found[1] in entry.roles | entry.offices for entry in entries)
    return None if held else found
