"""The words that show who speaks where no quotation marks do: the `[conversation]` table."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from presscast.text.languages import load_table
from presscast.text.narration import Token

Set = frozenset[str]
_NONE: Set = frozenset()
_APOSTROPHE = re.compile(r"['’]")


class ConversationWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All in lower case, each form that occurs written out."""

    first_person: Set = _NONE
    """Pronouns, possessives and everyday verbs of the person who speaks."""
    weak_first_person: Set = _NONE
    """Those of them that a release also uses of itself (`our founder`, `call us`)."""
    interview_leads: tuple[str, ...] = ()
    """What stands before the name of somebody who is interviewed (`spoke with`)."""
    speaking_from: Set = _NONE
    """Prepositions before the body for which nobody by name speaks (`afirman desde la ONG`)."""
    impersonal: Set = _NONE
    """The subject of a verb of saying that names nobody (`es`, `on`)."""
    companies: Set = _NONE
    """Nouns that mean a company whatever its name says (`firm`)."""
    places_too: dict[str, Set] = {}
    """Nouns that name places as often as bodies (`court`) → words that show the body."""
    salutations: tuple[str, ...] = ()
    """How a letter begins, before the name of whom it is written to."""


def conversation_words(language: str) -> ConversationWords:
    """Return the words of a language, English where it has no file; made once."""
    return load_table(language, "conversation", ConversationWords)


def in_first_person(
    tokens: Sequence[Token], words: ConversationWords, *, weak: bool = True
) -> bool:
    """Return whether somebody speaks of themselves in the tokens; quotes in them do not count.

    `weak` says whether words that a release also uses of itself are enough.
    """
    wanted = words.first_person if weak else words.first_person - words.weak_first_person
    for index, token in enumerate(tokens):
        if not token.is_word or _APOSTROPHE.split(token.lower)[0] not in wanted:
            continue
        if len(token.text) > 1 and token.text.isupper():
            continue  # "the US"
        numeral = token.text == "I" and index > 0 and tokens[index - 1].is_capitalised
        if not numeral:
            return True
    return False
