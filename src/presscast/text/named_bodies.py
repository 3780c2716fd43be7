"""The organisations that a release names, though none of them may speak."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from presscast.model import BlockType, Release
from presscast.text.attribution_words import Lexis, load_lexis
from presscast.text.narration import Token, tokenize
from presscast.text.roles import joined, stretch_after

# Headlines may have a capital on every word, so nothing in them tells a name.
_RUNNING = frozenset(
    (
        BlockType.LEDE,
        BlockType.BODY,
        BlockType.LIST_ITEM,
        BlockType.BOILERPLATE,
        BlockType.LEGAL,
    )
)
_LONGEST = 12
_AND = frozenset(("and", "&", "y", "e", "et", "und"))
_WITHIN_NAMES = frozenset("of for in de del du des la le les für zu zur zum di do da dos".split())


def named_bodies(release: Release) -> tuple[str, ...]:
    """Return the organisations named in running text, in order, each in its fullest form.

    An organisation is told by a word such as `Council`, `Fund` or `Inc.` among capitalised ones.
    """
    lexis = load_lexis(release.language)
    people = {person.name for person in release.people if person.kind == "person"}
    names: dict[str, None] = {}
    for block in release.blocks:
        if block.type not in _RUNNING:
            continue
        tokens = tokenize(release.text, block.span, (), lexis)
        for opens, stretch in _stretches(tokens, lexis):
            name = _name(stretch, lexis, opens=opens)
            if name and not any(person in name for person in people):
                names.setdefault(name)
    return tuple(
        name
        for name in names
        if not any(name != other and name.casefold() in other.casefold() for other in names)
    )


def _stretches(tokens: Sequence[Token], lexis: Lexis) -> Iterator[tuple[bool, Sequence[Token]]]:
    """Yield runs of capitalised words and whether each opens a sentence.

    They are parted where `and the` begins another.
    """
    index = 0
    while index < len(tokens):
        end = stretch_after(tokens, index, lexis)
        if end <= index:
            index += 1
            continue
        first = index
        opens = index == 0 or not (tokens[index - 1].is_word or tokens[index - 1].text in ",&")
        for (place, token), (_, following) in pairwise(enumerate(tokens[index:end], index)):
            if token.lower in _AND and (
                following.lower in lexis.words.determiners
                or (place - first > 1 and tokens[place - 1].lower in lexis.bodies)
            ):
                yield opens, tokens[first:place]
                first, opens = place + 1, False
        yield opens, tokens[first:end]
        index = end


def _name(stretch: Sequence[Token], lexis: Lexis, *, opens: bool) -> str | None:
    """Return the name of an organisation in a run of words, without the office held there.

    The word that opens a sentence has its capital from there and may be no part of the name.
    """
    words = lexis.words
    while stretch:
        first = stretch[0]
        if lexis.is_role(first.lower) or lexis.is_title(first.lower):
            small = [place for place, token in enumerate(stretch) if not token.is_capitalised]
            stretch = stretch[small[0] :] if small else ()
        elif (
            first.lower in words.determiners
            or first.lower in words.prepositions
            or first.lower in _AND
            or (opens and first.lower in words.conjunctions | words.subordinators)
        ):
            stretch, opens = stretch[1:], False
        else:
            break
    if not 2 <= len(stretch) <= _LONGEST:
        return None
    told = [place for place, token in enumerate(stretch) if token.lower in lexis.bodies]
    if not told:
        return None
    for place, token in enumerate(stretch[told[0] :], told[0]):
        if token.lower in words.prepositions and token.lower not in _WITHIN_NAMES:
            stretch = stretch[:place]
            break
    if len(stretch) < 2:
        return None
    name = joined(stretch)
    return name[:-2] if stretch[-1].possessive and name.endswith(("’s", "'s")) else name
