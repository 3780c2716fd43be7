"""People whom a release knows without a name: `Lake’s mother`, `one resident, who …`."""

from __future__ import annotations

from collections.abc import Sequence

from presscast.text.attribution_words import Lexis
from presscast.text.names import NameRun
from presscast.text.narration import Token, is_terminal

_INDEFINITE = frozenset(("a", "an", "one", "another"))
_LONGEST = 6
"""Words of a description up to its noun."""


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
    """
    if not tokens or tokens[0].lower not in _INDEFINITE or lexis.language != "en":
        return None
    for index in range(1, min(_LONGEST, len(tokens))):
        token = tokens[index]
        if not token.is_word or not token.text.islower():
            return None
        if not lexis.is_role(token.lower):
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following is None or following.is_capitalised or lexis.is_role(following.lower):
            return None
        for said in tokens[index + 1 :]:
            if said.quote >= 0 or said.is_capitalised:
                return None
            if said.lower in lexis.words.cues:
                return " ".join(word.text for word in tokens[: index + 1]), token.lower
            if is_terminal(tokens, tokens.index(said), lexis):
                return None
        return None
    return None
