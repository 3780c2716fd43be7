"""Capitalised words → the names in them: where a name begins, and what is a title before it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from presscast.text.attribution_words import Lexis
from presscast.text.narration import Token

PARTICLES = frozenset(
    "de da do dos das di del della van von der den ten ter zu zum zur al el bin ibn ben abu af av "
    "la le du des i san st st. ter op 't".split()
)
SUFFIXES = frozenset(
    "jr jr. sr sr. ii iii iv esq esq. phd ph.d. md m.d. mph m.p.h. mba m.b.a. cpa cfa qc kc rn "
    "r.n. do d.o. dds d.d.s. dvm dnp msn jd j.d. msc m.sc. ms m.s. ed.d. edd psy.d. pharmd "
    "pharm.d. faan facs facc obe mbe cbe frs".split()
)
"""Generations, degrees and honours after a name and a comma."""
_GENERATIONS = frozenset("jr jr. sr sr. ii iii iv".split())
_LONGEST = 6
_VOWELS = frozenset("aeiouy")
_PREFIXED = re.compile(r"(?:al|el|as|ad|ar|an|ash|az|bin|ben|d|t)[-'’][A-ZÀ-Þ]")
"""A name word that begins with a small particle: `al-Rashid`."""


@dataclass(frozen=True, slots=True)
class NameRun:
    """Consecutive words that may be the name of a person or an organisation."""

    first: int
    """Index of the first token of the name, titles left out."""
    last: int
    """Index after the last token of the name."""
    titles: int
    """Index of the first title before it; equals `first` where there is none."""
    words: tuple[str, ...]
    possessive: bool = False
    """True where it ends in a possessive, so that it is not itself the subject."""
    governed: bool = False
    """True after a preposition, so that it may begin with a place or an office's field."""

    @property
    def text(self) -> str:
        """Return the name with single spaces."""
        return " ".join(self.words)


@lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """Return a word without case, accents and the full stop of an initial, for comparing."""
    bare = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold().rstrip(".")


def is_initial(word: str) -> bool:
    """Return whether a word is an initial, as `J.` or `J`."""
    return len(word.rstrip(".")) == 1 and word[0].isupper()


def _compounded(word: str) -> bool:
    """Return whether a capitalised word is an adjective: `FDIC-appointed`, `Berlin-based`."""
    last = word.rsplit("-", 1)[-1]
    return last is not word and len(last) > 3 and last.islower()


def _is_acronym(word: str) -> bool:
    """Return whether a word can only be spelt out: capitals without a vowel (`BFM`)."""
    return len(word) > 2 and word.isupper() and word.isalpha() and _VOWELS.isdisjoint(fold(word))


def _is_name_word(token: Token, lexis: Lexis) -> bool:
    if _PREFIXED.match(token.text):
        return True
    return (
        token.is_capitalised
        and (token.lower not in lexis.not_names or is_initial(token.text))
        and not _compounded(token.text)
        and not token.text.endswith("-")
        and not (len(token.lower) == 1 and token.text[-1] != "." and token.lower in "ai")
    )


def _wants_surname(tokens: Sequence[Token], index: int, words: Sequence[str], lexis: Lexis) -> bool:
    """Return whether a word must be the surname: only given names and initials stand before it."""
    if lexis.words.verb_second and words[-1].lower() in lexis.given_names:
        return True  # "Rita Bauer"
    if lexis.language != "en" or words[0].lower() not in lexis.given_names:
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return all(word.lower() in lexis.given_names or is_initial(word) for word in words) and (
        following is None or not following.is_capitalised
    )


def _is_given_month(tokens: Sequence[Token], index: int, lexis: Lexis) -> bool:
    """Return whether a month is a given name: `June Newnham`, but not `in June Newnham`."""
    if tokens[index].lower not in lexis.given_names or not tokens[index].is_capitalised:
        return False
    before = tokens[index - 1] if index else None
    if before is not None and (
        before.lower in lexis.words.prepositions or not before.text.isalpha()
    ):
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return following is not None and _is_name_word(following, lexis)


def name_runs(tokens: Sequence[Token], lexis: Lexis, start: int = 0) -> list[NameRun]:
    """Return the name runs among the tokens, in order; titles before a name are not part of it."""
    runs: list[NameRun] = []
    index, count = start, len(tokens)
    while index < count:
        token = tokens[index]
        if not token.is_capitalised and not lexis.is_title(token.lower):
            index += 1
            continue
        titles = index
        while index < count and tokens[index].is_word and _is_title(tokens, index, lexis):
            index += 1
            if tokens[index - 1].possessive:
                titles = index
        first = index
        words: list[str] = []
        possessive = False
        while index < count and not possessive:
            token = tokens[index]
            named = _is_name_word(token, lexis) or _is_given_month(tokens, index, lexis)
            if words and not named and token.is_capitalised:  # "Dorothy Day", "Chief Isa Day"
                known = titles < first or words[0].lower() in lexis.given_names
                named = known and _is_trade_surname(tokens, index, words, lexis)
            named = named or (not words and _is_speaking_surname(tokens, index, lexis))
            # Within a name "M." is no monsieur, and after given names alone "Fisher" no trade.
            inner = words and not is_initial(token.text)
            inner = inner and not _wants_surname(tokens, index, words, lexis)
            inner = inner and not _is_trade_surname(tokens, index, words, lexis)
            if named and not (inner and _is_title(tokens, index, lexis)):
                words.append(token.text)
                possessive = token.possessive or _is_genitive(tokens, index, lexis)
                index += 1
                continue
            if words and token.lower in PARTICLES and _may_go_on(words, token, lexis):
                ahead = index + 1
                while ahead < count and tokens[ahead].lower in PARTICLES and ahead < index + 3:
                    ahead += 1
                if ahead < count and _continues_name(tokens, ahead, lexis):
                    words.extend(other.text for other in tokens[index:ahead])
                    index = ahead
                    continue
            if words and token.text == "," and is_suffix(tokens, index + 1):
                if tokens[index + 1].lower in _GENERATIONS:
                    words[-1] += ","
                    words.append(tokens[index + 1].text)
                index += 2
                while index < count and tokens[index].text == "," and is_suffix(tokens, index + 1):
                    index += 2
            break
        if words:
            before = tokens[titles - 1].lower if titles > start else ""
            governed = before in lexis.words.prepositions or before in lexis.words.determiners
            runs.append(NameRun(first, index, titles, tuple(words), possessive, governed))
        elif index == titles:
            index += 1
    return runs


def _is_trade_surname(
    tokens: Sequence[Token], index: int, words: Sequence[str], lexis: Lexis
) -> bool:
    """Return whether a word for a trade ends a name, as in `Gabor Fischer, Leiter`."""
    follows = index + 1 < len(tokens) and tokens[index + 1].is_capitalised
    return not follows and len(words) == 1 and tokens[index].lower in lexis.words.surnames


def _is_speaking_surname(tokens: Sequence[Token], index: int, lexis: Lexis) -> bool:
    """Return whether a word that is no name elsewhere is one beside its verb: `“…,” Day said`."""
    token = tokens[index]
    if token.lower not in lexis.words.surnames or not token.is_capitalised:
        return False
    if lexis.is_role(token.lower):
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is not None and (after.is_capitalised or after.lower in lexis.words.cues):
        return not after.is_capitalised
    return index > 0 and tokens[index - 1].lower in lexis.words.cues


def _may_go_on(words: Sequence[str], particle: Token, lexis: Lexis) -> bool:
    """Return whether a name can go on with a particle.

    German ones are also articles and prepositions, and stand in a name only right after given
    names: `Anna von der Recke`, but `Türen der Nachbarn` and `Jo Lake zur Lage`.
    """
    if not lexis.words.verb_second:
        return True
    if particle.lower in lexis.words.determiners:
        return False
    known = all(word.lower() in lexis.given_names for word in words)
    return known or (len(words) == 1 and particle.lower in ("von", "van", "de"))


def _is_genitive(tokens: Sequence[Token], index: int, lexis: Lexis) -> bool:
    """Return whether a German name before an office is whose office it is: `Bremens Senatorin`."""
    lower = tokens[index].lower
    return (
        lexis.words.verb_second
        and lower.endswith("s")
        and index + 1 < len(tokens)
        and lower not in lexis.given_names
        and (lexis.is_role(tokens[index + 1].lower) or tokens[index + 1].text.endswith("-"))
    )


def is_suffix(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a word is a degree or the like: `M.D.`, not `Do` that begins a sentence."""
    if index >= len(tokens) or tokens[index].lower not in SUFFIXES:
        return False
    text = tokens[index].text
    return tokens[index].is_capitalised and (text.isupper() or len(text) > 2)


def _continues_name(tokens: Sequence[Token], index: int, lexis: Lexis) -> bool:
    """Return whether the word after particles is a surname, not where somebody works."""
    token = tokens[index]
    return (
        _is_name_word(token, lexis)
        and token.lower not in lexis.words.institutions
        and token.lower not in lexis.words.company_forms
        and not (len(token.text) > 1 and token.text.isupper())
    )


def _is_title(tokens: Sequence[Token], index: int, lexis: Lexis) -> bool:
    token = tokens[index]
    if token.lower in lexis.words.office_tails:
        return index > 0 and tokens[index - 1].lower in lexis.words.prepositions
    if token.text.isupper() and token.lower.replace(".", "") in lexis.words.title_acronyms:
        return True
    if not lexis.is_title(token.lower):
        return False
    # "Dean Baker" and "Judge Rinder" begin alike: before one more word, a given name is a name.
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return not (
        token.lower in lexis.given_names
        and following is not None
        and following.is_capitalised
        and (index == 0 or not tokens[index - 1].is_capitalised)
    )


def is_organization(words: Sequence[str], lexis: Lexis) -> bool:
    """Return whether a run of words reads like the name of an organisation."""
    lowers = [word.lower().rstrip(",") for word in words]
    if not lexis.bodies.isdisjoint(lowers):
        return True
    if len(words) == 1:
        return len(words[0]) > 1 and words[0].isupper()
    return any(len(word) > 2 and word.isupper() and not word.endswith(".") for word in words) and (
        not all(word.isupper() for word in words)
        and not (words[-1].isupper() and words[0].lower() in lexis.given_names)
    )


def named_after(tokens: Sequence[Token], run: NameRun, lexis: Lexis) -> bool:
    """Return whether a name is that of a school, a street or a prize: `lycée Jean Ravel`."""
    if not run.first or not lexis.words.namesakes:
        return False
    place = run.first - 1
    our = tokens[place].is_capitalised and tokens[place].lower in ("notre", "nuestra", "nossa")
    if place and (our or tokens[place].lower in PARTICLES):
        place -= 1
    return tokens[place].lower in lexis.words.namesakes


def tells_age(tokens: Sequence[Token], run: NameRun) -> bool:
    """Return whether an age stands after a name: `Lorne, 26,`."""
    after = tokens[run.last : run.last + 3]
    return (
        len(after) == 3
        and after[0].text == after[2].text == ","
        and after[1].text.isdigit()
        and len(after[1].text) == 2
    )


def tells_office(tokens: Sequence[Token], run: NameRun, lexis: Lexis) -> bool:
    """Return whether words only tell which office follows them: `Social Care Secretary`."""
    following = tokens[run.last] if run.last < len(tokens) else None
    return (
        following is not None
        and following.is_capitalised
        and lexis.is_role(following.lower)
        and run.words[0].lower() not in lexis.given_names
    )


def is_plural_office(lower: str, lexis: Lexis) -> bool:
    """Return whether a Romance word is several people's office: `Conseillers Départementaux`."""
    return lower[-1] == "s" and bool(lexis.words.contractions) and lexis.is_role(lower)


def opens_title(tokens: Sequence[Token], run: NameRun, lexis: Lexis) -> bool:
    """Return whether an article right after capitals shows a title: `Hero Making a Mark`."""
    if run.last + 1 >= len(tokens) or run.words[0].lower() in lexis.given_names:
        return False
    return tokens[run.last].text in ("a", "an") and tokens[run.last + 1].is_capitalised


def is_personal(words: Sequence[str], lexis: Lexis) -> bool:
    """Return whether a run of words can be the full name of a person."""
    solid = [word for word in words if word.lower() not in PARTICLES]
    if not 2 <= len(solid) <= _LONGEST - 1 or len(words) > _LONGEST + 1:
        return False
    if any(character.isdigit() or character == "/" for word in words for character in word):
        return False
    first = words[0].lower()
    if first not in lexis.given_names and (
        any(map(_is_acronym, solid)) or is_plural_office(first, lexis)
    ):
        return False
    if is_initial(solid[-1]) or (first in PARTICLES and words[0].islower()):
        return False
    if first not in lexis.given_names:
        return not is_organization(words, lexis)
    # "Ann Church" is somebody, "Ann Marsh Library Campaign" is not.
    inner = solid[2:] if len(solid) > 2 and not is_initial(solid[1]) else solid[3:]
    return not any(word.lower().rstrip(",") in lexis.bodies for word in inner)


def trimmed(run: NameRun, lexis: Lexis) -> NameRun:
    """Return the run from the first given name in it, where words before that are no name."""
    for offset, word in enumerate(run.words[:-1]):
        if word.lower() in lexis.given_names:
            if offset == 0 or is_initial(run.words[offset - 1]):
                return run
            following = run.words[offset + 1]
            if following.lower() in lexis.given_names and offset + 2 >= len(run.words):
                return run
            if not run.governed and lexis.language != "de":
                break  # "Jo Ann Stubbs": the first word may be a given name that is not listed
            return _from(run, offset)
    for offset in range(len(run.words) - 2, 0, -1):
        if run.words[offset - 1].lower() in lexis.words.institutions:
            if any(word in PARTICLES for word in run.words[offset:]):
                break  # "Comisión Estatal de Aguas": no person follows
            return _from(run, offset)
    return run


def _from(run: NameRun, offset: int) -> NameRun:
    return replace(run, first=run.first + offset, words=run.words[offset:])


def solid(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words that tell one person from another, folded: no suffix, no particle."""
    return tuple(
        fold(word.rstrip(","))
        for word in words
        if word.lower() not in SUFFIXES and not (word.islower() and word in PARTICLES)
    )


def agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two folded names can be one person's."""
    short, long = sorted((one, other), key=len)
    if len(short) < 2:
        return False
    first, second = short[0], long[0]
    same_start = first == second or (
        (len(first) == 1 or len(second) == 1) and first[:1] == second[:1]
    )
    if not same_start:
        return False
    if short[-1] == long[-1]:
        return True
    return len(long) > len(short) and tuple(long[: len(short)]) == tuple(short)


def are_surnames(given: Sequence[str], full: Sequence[str]) -> bool:
    """Return whether a form is all the surnames of a full name, as Spanish has two."""
    return 2 <= len(given) < len(full) and tuple(full[-len(given) :]) == tuple(given)
