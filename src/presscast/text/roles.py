"""What somebody is: the words of an office beside a name, and whether two mean the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from presscast.text.attribution_words import Lexis
from presscast.text.names import NameRun, is_personal, name_runs
from presscast.text.narration import DASHES, Token, is_terminal

_PARTY = re.compile(r"[A-Z]{1,3}-[A-Z]")
"""A legislator's party and place: `D-Ohio`."""
_TELLING = frozenset(("adds", "describes", "explains", "recalls", "says", "tells", "writes"))
"""Verbs of saying that are never part of an office."""
ROLE_REACH = 24


def roles_match(one: str, other: str) -> bool:
    """Return whether two role words mean one office: `sen` and `senator`, or a compound of one."""
    one, other = one.rstrip("."), other.rstrip(".")
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 3 and (long.startswith(short) or (len(short) > 4 and long.endswith(short)))


def shared_words(words: Sequence[str], role: str | None) -> set[str]:
    """Return the words of an office that are in somebody's role as well."""
    known = set((role or "").lower().replace(",", " ").split())
    return {word.lower() for word in words if len(word) > 3} & known


_ADJECTIVES = tuple("que ale aux ère ères ive ure aire aires enne ica ico ivo iva".split())
"""How the adjectives of offices end in French and Spanish (`Hygiène publique`)."""


def title_words(head: str, words: Sequence[str], lexis: Lexis) -> set[str]:
    """Return the words that make an office one of several: `Transport` of `the Transport Minister`.

    Empty where the office is written small, as in `the Ohio senator`, or is always written large.
    """
    if head in lexis.words.never_names:
        return set()
    if not any(word.lower() == head and word[0].isupper() for word in words[1:]):
        return set()
    return {
        word.lower()
        for word in words[1:]
        if word[0].isupper() and word.lower() != head and not _abbreviates(word)
    }


def is_elsewhere(head: str, words: Sequence[str], role: str | None, lexis: Lexis) -> bool:
    """Return whether an office and a role are of two places: `maire de Lyon`, `maire de Nice`."""
    if not lexis.words.contractions:
        return False
    asked, known = (
        _capitals(part) - {head} - lexis.words.institutions
        for part in (words, (role or "").replace(",", "").split())
    )
    return bool(asked and known) and asked.isdisjoint(known)


def _capitals(words: Sequence[str]) -> set[str]:
    """Return the words written large, articles joined to them left out, hyphens parted."""
    bare = (re.split(r"['’](?=\w{3})", word)[-1] for word in words)
    large = (w for w in bare if len(w) > 3 and w[0].isupper() and not _abbreviates(w))
    return {part for word in large for part in word.lower().split("-")}


def _abbreviates(word: str) -> bool:
    """Return whether a word is the initials of a name that the role may write in full."""
    return len(word) > 1 and word.isupper()


def may_hold(asked: set[str], head: str, roles: set[str], role: str | None) -> bool:
    """Return whether somebody whose roles are known can hold the office with those title words."""
    known = {word.rstrip(".,") for word in roles} | set(
        (role or "").lower().replace(",", "").split()
    )
    named = {word for word in known if len(word) > 3 and not roles_match(word, head)}
    return not named or not asked.isdisjoint(known)


def joined(tokens: Sequence[Token]) -> str:
    """Return tokens as running text, possessives kept."""
    parts: list[str] = []
    before: Token | None = None
    for token in tokens:
        if before is not None and token.start - before.end == 3:
            parts.append(" &")  # the one sign between words that is no token
        before = token
        possessive = "’s" if token.possessive and not token.text.endswith("s") else ""
        glue = parts and (token.text in ",.;:)" or parts[-1].endswith(("(", "’", "'")))
        parts.append(("" if glue or not parts else " ") + token.text + possessive)
    return "".join(parts)


def read_role(tokens: Sequence[Token], start: int, lexis: Lexis) -> str | None:
    """Return the role that begins at a token, up to the end of its phrase; None if it is none."""
    end = start
    words = lexis.words
    if start < len(tokens) and tokens[start].lower in words.conjunctions | words.subordinators:
        return None
    brackets = 0
    seen_role = barred = False
    closed = lexis.words.determiners | lexis.words.prepositions | lexis.words.auxiliaries
    for index in range(start, min(len(tokens), start + 3 * ROLE_REACH)):
        token = tokens[index]
        if token.quote >= 0 or token.text in DASHES or token.text in ";:":
            break
        if is_terminal(tokens, index, lexis) or _begins_relative(tokens, index, start, lexis):
            break
        if (
            not brackets
            and index > start
            and token.lower in lexis.words.cues
            and (
                (token.text.islower() and not seen_role)
                or token.text == "said"
                or (token.text in _TELLING and lexis.language == "en")
            )
        ):
            break
        if seen_role and not brackets and token.text in lexis.words.statement_verbs:
            break
        if token.text == ",":
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            if following is None or not following.is_capitalised:
                break
        brackets += (token.text == "(") - (token.text == ")")
        if not seen_role and not barred and lexis.is_role(token.lower):
            seen_role = True
        between = tokens[index - 1].is_capitalised and tokens[min(index + 1, len(tokens) - 1)]
        named = between and between.is_capitalised  # "University of Hale student"
        barred = barred or (index > start and token.lower in closed and not named)
        end = index + 1
    if not seen_role or end == start or _names_another(tokens[start:end], lexis):
        return None
    return joined(tokens[start:end]).rstrip(", ")


def _names_another(tokens: Sequence[Token], lexis: Lexis) -> bool:
    """Return whether words after a name and a comma are no office but the next in a list."""
    return any(
        run.titles < run.first
        and not run.governed
        and run.words[0].lower() in lexis.given_names
        and is_personal(run.words, lexis)
        for run in name_runs(tokens, lexis)
    )


def _begins_relative(tokens: Sequence[Token], index: int, start: int, lexis: Lexis) -> bool:
    """Return whether a token begins a relative clause; German articles are such words as well."""
    lower = tokens[index].lower
    if lower not in lexis.words.relatives:
        return False
    if lower not in lexis.words.determiners:
        return True
    if index > start:
        return tokens[index - 1].text == ","
    return not any(lexis.is_role(token.lower) for token in tokens[index + 1 : index + 4])


def stretch_after(tokens: Sequence[Token], start: int, lexis: Lexis) -> int:
    """Return where the capitalised stretch at a token ends, small words between capitals kept."""
    if not tokens[start].is_capitalised:
        return start
    end = start + 1
    while end < len(tokens) and not tokens[end - 1].possessive:
        token = tokens[end]
        if token.is_capitalised or token.text.isdigit():
            end += 1
            continue
        ahead = end
        while (
            ahead < len(tokens)
            and ahead < end + 3
            and (
                tokens[ahead].lower in lexis.words.prepositions
                or tokens[ahead].lower in lexis.words.determiners
                or tokens[ahead].lower in ("and", "y", "et", "und", "&", "e")
            )
        ):
            ahead += 1
        if ahead == end or ahead >= len(tokens) or not tokens[ahead].is_capitalised:
            break
        end = ahead
    return end


def stretch_before(tokens: Sequence[Token], end: int) -> int:
    """Return where the capitalised stretch that ends before a token begins."""
    begin = end
    while begin > 0 and end - begin < 12:
        token = tokens[begin - 1]
        if token.is_capitalised:
            begin -= 1
            continue
        if token.is_word and begin > 1 and tokens[begin - 2].is_capitalised and len(token.text) < 5:
            begin -= 1
            continue
        break
    return begin


def role_after(tokens: Sequence[Token], run: NameRun, lexis: Lexis) -> str | None:
    """Return the role after a name and a comma, a bracket or a dash."""
    at = run.last
    if run.possessive or at + 1 >= len(tokens):
        return None
    if tokens[at].text == "(":
        close = next((k for k in range(at, min(at + 10, len(tokens))) if tokens[k].text == ")"), 0)
        party = any(DASHES & {token.text} for token in tokens[at:close])
        party = party or any("-" in token.text for token in tokens[at + 1 : close])
        if not close or not party:
            inside = tokens[at + 1 : close] if close else ()
            named = any(lexis.is_role(token.lower) for token in inside)
            return joined(inside) if named else None
        titles = " ".join(_singular(token.text) for token in tokens[run.titles : run.first])
        bracket = "".join(token.text for token in tokens[at : close + 1])
        return f"{titles} {bracket}".strip()
    if tokens[at].text != ",":
        return None
    if _PARTY.match(tokens[at + 1].text):
        titles = " ".join(token.text for token in tokens[run.titles : run.first])
        return f"{titles}, {tokens[at + 1].text}" if titles else None
    return read_role(tokens, at + 1, lexis)


def role_before(tokens: Sequence[Token], run: NameRun, lexis: Lexis) -> str | None:
    """Return the role that stands before a name: titles, or a phrase closed by a comma."""
    end = run.first
    begin = run.titles
    begin -= _nationality_before(tokens, begin, lexis)
    end = begin if begin < run.titles else end
    comma = begin - 1
    honoured = not any(lexis.is_role(token.lower) for token in tokens[begin:end])
    if begin == end or (honoured and comma > 0 and tokens[comma].text == ","):
        if comma < 1 or tokens[comma].text != ",":
            return _office_beside(tokens, begin, lexis)
        begin = comma - 1
        while (
            begin >= 0
            and comma - begin < ROLE_REACH
            and (
                tokens[begin].is_word
                or tokens[begin].text in ("(", ")")
                or _lists_offices(tokens, begin)
            )
        ):
            if tokens[begin].lower in lexis.words.determiners and _heads_office(
                tokens[begin + 1 : min(comma, begin + 6)], lexis
            ):
                return joined(tokens[begin + 1 : comma])
            begin -= 1
        return _opening_office(tokens, begin + 1, comma, lexis)
    while (
        begin > 0
        and (tokens[begin - 1].is_capitalised or _joins_offices(tokens, begin - 1))
        and not is_terminal(tokens, begin - 1, lexis)
    ):
        if begin == 1 and _opens_sentence(tokens[0].lower, lexis):
            break
        begin -= 1
    while end > begin and tokens[end - 1].lower in lexis.all_honorifics:
        end -= 1
    if not any(lexis.is_role(token.lower) for token in tokens[begin:end]):
        return _office_beside(tokens, end, lexis)
    return joined(tokens[begin:end])


def _heads_office(tokens: Sequence[Token], lexis: Lexis) -> bool:
    """Return whether words begin with an office, as `First Minister` and `director` do."""
    for token in tokens:
        if lexis.is_role(token.lower):
            return True
        if not token.is_capitalised and not lexis.words.verb_second:
            break
    return False


def _nationality_before(tokens: Sequence[Token], begin: int, lexis: Lexis) -> int:
    """Return how many words say where a name is from: `la présidente, l’Allemande Ada Lenz`."""
    named = begin > 2 and tokens[begin - 1].is_capitalised and bool(lexis.words.contractions)
    if not named or tokens[begin - 1].lower not in lexis.words.never_names:
        return 0
    return 2 if tokens[begin - 2].lower in lexis.words.determiners else 0


def _office_beside(tokens: Sequence[Token], end: int, lexis: Lexis) -> str | None:
    """Return the office right before a Romance name: `la ministre de la Santé Ana Ruiz`."""
    words = lexis.words
    if not words.contractions or end < 3:
        return None
    last = tokens[end - 1]
    small = words.prepositions | words.determiners | words.conjunctions
    if last.lower in small or last.lower in words.institutions | words.namesakes:
        return None
    for index in range(end - 1, max(0, end - ROLE_REACH), -1):
        token = tokens[index]
        if lexis.is_role(token.lower) and tokens[index - 1].lower in words.determiners:
            return joined(tokens[index:end]) if index < end - 1 else None
        adjective = tokens[index - 1].is_capitalised and token.lower.endswith(_ADJECTIVES)
        if not (token.is_capitalised or token.lower in small or adjective):
            return None
    return None


def _opening_office(tokens: Sequence[Token], begin: int, comma: int, lexis: Lexis) -> str | None:
    """Return the office that opens a sentence before its holder: `Head of Trade, Jo Lake, …`."""
    if begin and not is_terminal(tokens, begin - 1, lexis):
        return None
    office = tokens[begin:comma]
    small = lexis.words.prepositions | lexis.words.determiners | lexis.words.conjunctions
    titled = all(token.is_capitalised or token.lower in small for token in office)
    opens = any(lexis.is_role(token.lower) for token in (office if titled else office[:2]))
    opens = opens and not _opens_sentence(office[0].lower, lexis)
    if not opens or not office[0].is_capitalised or office[0].lower.endswith("ing"):
        return None
    return None if any(token.lower in lexis.words.cues for token in office) else joined(office)


def _lists_offices(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a comma stands within an office: `ministro de la Presidencia, Relaciones …`"""
    return (
        tokens[index].text == ","
        and index > 0
        and (tokens[index - 1].is_capitalised and tokens[index + 1].is_capitalised)
    )


def _joins_offices(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a conjunction stands within an office: `Innen- und Kommunalminister`."""
    return index > 0 and tokens[index].is_word and tokens[index - 1].text.endswith("-")


def _singular(title: str) -> str:
    """Return a title that several share as each of them has it: `Sens.` gives `Sen.`"""
    plural = re.fullmatch(r"(Senator|Representative|Sen|Rep)s(\.?)", title)
    return f"{plural[1]}{plural[2]}" if plural else title


def _opens_sentence(lower: str, lexis: Lexis) -> bool:
    """Return whether a capitalised word is so only because a sentence begins with it."""
    words = lexis.words
    return (
        lower in words.adverbs
        or lower in words.determiners
        or lower in words.prepositions
        or lower in words.subordinators
    )


def after_office(tokens: Sequence[Token], begin: int, end: int, lexis: Lexis) -> int:
    """Return where the body begins that an office is of: `Board Chair for the Larkfield Trust`."""
    for index in range(end - 2, begin, -1):
        if tokens[index].lower in lexis.words.prepositions and lexis.is_role(
            tokens[index - 1].lower
        ):
            return index + 1
    return begin


def named_as(tokens: Sequence[Token], begin: int, lexis: Lexis) -> set[str]:
    """Return what a sentence makes of the person before a place: `appointed X as director`."""
    found: set[str] = set()
    for index in range(begin, min(len(tokens), begin + 9)):
        token = tokens[index]
        if token.quote >= 0 or token.text in ".:;" or (token.is_capitalised and index > begin + 1):
            break
        if lexis.is_role(token.lower):
            found.add(token.lower)
    return found
