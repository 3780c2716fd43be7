"""Whom a noun phrase names: the person behind an office, a body or a description."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from presscast.text.attribution_words import Lexis
from presscast.text.names import NameRun, is_organization, is_personal, name_runs, trimmed
from presscast.text.narration import Token
from presscast.text.roles import stretch_after

_DESCRIBING = 4
"""Words between an organisation or an article and the office of the person described."""
_APPOSITIONS = 4
"""Commas after an office within which its holder may be named."""


def joint_office(tokens: Sequence[Token], body: int, comma: int, lexis: Lexis) -> int:
    """Return where the noun of an office stands that has an `and` in it, else where it begins.

    In `Health and Care Secretary Jo Lake` the first word is what the office is for, no speaker.
    """
    words = lexis.words
    if not words.fields or not tokens[body].is_capitalised:
        return body
    end = min(stretch_after(tokens, body, lexis), comma)
    link = next((k for k in range(body + 1, end) if tokens[k].lower in words.conjunctions), end)
    if any(
        lexis.is_role(tokens[k].lower) and tokens[k + 1].lower in lexis.given_names
        for k in range(body, link - 1)
    ):
        return body  # two people, each with an office
    if not any(
        tokens[k].lower in words.fields or tokens[k].lower in words.institutions
        for k in range(body, link)
    ):
        return body
    if end < comma and lexis.is_role(tokens[end].lower):
        end += 1  # "North and South Asia director"
    return next((k for k in range(link + 2, end) if lexis.is_role(tokens[k].lower)), body)


def named_run(
    tokens: Sequence[Token], body: int, comma: int, limit: int, lexis: Lexis
) -> NameRun | None:
    """Return the name that the phrase is about, or None where it has none."""
    runs = name_runs(tokens[:comma], lexis, body)
    first = runs[0] if runs else None
    head = head_of_body(tokens, body, runs, lexis)
    if head is not None:
        return head
    if first is not None and _is_of_body(tokens, first, comma, lexis):
        first = None
    for other in runs[1:]:
        # In "Harbor Commissioner Dolores Whitfield" the first word belongs to the title.
        if first is None or first.possessive:
            break
        between = tokens[first.last : other.titles]
        if not all(token.is_capitalised for token in between) and not (
            other.titles < other.first
            and len(between) <= _DESCRIBING
            and between[0].lower not in lexis.words.conjunctions
            and _describe(between, lexis)
        ):
            break
        first = replace(other, titles=first.titles)
    qualifies = first is not None and _qualifies_office(tokens, body, first, comma, lexis)
    if (
        first is not None
        and not first.possessive
        and not qualifies
        and not _is_noun(tokens, body, first, lexis)
        and (
            all(tokens[k].is_capitalised for k in range(body, first.titles))
            or _described(tokens, body, first, lexis)
        )
    ):
        return trimmed(first, lexis)
    for run in reversed(runs):
        kept = trimmed(run, lexis)
        if kept.possessive or not is_personal(kept.words, lexis):
            continue
        if (qualifies and run.first == body) or _is_of_body(tokens, run, comma, lexis):
            continue
        before = tokens[kept.first - 1].lower
        if before in lexis.words.determiners and run.titles == run.first == kept.first:
            continue
        known = kept.words[0].lower() in lexis.given_names
        if known and _follows_participle(tokens, body, kept.first, lexis):
            return kept
        after_preposition = before in lexis.words.prepositions
        if run.titles < run.first and not _governed(tokens, run.titles, body, lexis):
            return kept
        if not after_preposition or (known and kept.first > run.first):
            if _head_before(tokens, body, kept.first, lexis):
                return kept
        elif len(kept.words) >= 3 and not known and _head_before(tokens, body, kept.first, lexis):
            return replace(kept, first=kept.last - 2, words=kept.words[-2:])
    if not _head_before(tokens, body, comma, lexis):
        return None
    for _ in range(_APPOSITIONS):
        if comma + 1 >= limit:
            break
        begin = comma + 1
        begin += tokens[begin].lower in lexis.words.determiners  # "…, the Hon Jo Lake,"
        after = name_runs(tokens[: min(limit, comma + 10)], lexis, begin)
        if after and after[0].titles == begin and not after[0].possessive:
            run = trimmed(after[0], lexis)
            titled = run.titles < run.first or run.words[0].lower() in lexis.given_names
            if (is_personal(run.words, lexis) or titled) and run.first <= begin + 2:
                return run
        comma = next((k for k in range(comma + 1, limit) if tokens[k].text == ","), limit)
    return None


def _follows_participle(tokens: Sequence[Token], body: int, first: int, lexis: Lexis) -> bool:
    """Return whether a German attribute stands before a name: `der in Jena geborene Max Ott`."""
    before = tokens[first - 1]
    return (
        lexis.words.verb_second
        and first > body
        and tokens[body].lower in lexis.words.prepositions
        and before.text.islower()
        and before.lower.endswith(("e", "er", "en"))
    )


def head_of_body(
    tokens: Sequence[Token], body: int, runs: Sequence[NameRun], lexis: Lexis
) -> NameRun | None:
    """Return who heads a body whose name has small words: `YWCA of North Hale CEO Jo Lake`."""
    if len(runs) < 2:
        return None
    opening = runs[0].words
    if opening[0].lower() in lexis.given_names and not is_organization(opening, lexis):
        return None
    end = stretch_after(tokens, body, lexis)
    for run in runs[1:]:
        titled = run.titles < run.first and run.last <= end and not run.possessive
        if titled and tokens[run.titles - 1].is_capitalised:
            kept = trimmed(run, lexis)
            known = kept.words[0].lower() in lexis.given_names or any(
                token.lower in lexis.bodies for token in tokens[body : run.titles]
            )
            return kept if known and is_personal(kept.words, lexis) else None
    return None


def holder_after(tokens: Sequence[Token], start: int, comma: int, lexis: Lexis) -> NameRun | None:
    """Return who holds an office of a body named before: `(HWA) President and CEO Jo Lake`."""
    if start < comma and tokens[start].text == "(":
        start = next((k + 1 for k in range(start, comma) if tokens[k].text == ")"), comma)
    runs = name_runs(tokens[:comma], lexis, start)
    if not runs or runs[-1].possessive or runs[-1].titles == runs[-1].first:
        return None
    run = trimmed(runs[-1], lexis)
    known = is_personal(run.words, lexis) and only_offices(tokens[start : run.first], lexis)
    return run if known else None


def _is_of_body(tokens: Sequence[Token], run: NameRun, comma: int, lexis: Lexis) -> bool:
    """Return whether words belong to the name of a body: `Asphalt Pavement` `Association`."""
    following = tokens[run.last] if run.last < comma else None
    return following is not None and following.is_capitalised and following.lower in lexis.bodies


def only_offices(tokens: Sequence[Token], lexis: Lexis) -> bool:
    """Return whether only offices stand between a body and a name: `(HWA) President and CEO`."""
    words = list(tokens)
    if words and words[0].text == "(":
        close = next((k for k, token in enumerate(words) if token.text == ")"), 0)
        words = words[close + 1 :]
    tails = lexis.words.office_tails
    return all(
        lexis.is_title(token.lower)
        or (k and token.lower in lexis.words.conjunctions)
        or token.lower in tails
        or (k and k + 1 < len(words) and words[k + 1].lower in tails)
        for k, token in enumerate(words)
    )


def _qualifies_office(
    tokens: Sequence[Token], body: int, run: NameRun, comma: int, lexis: Lexis
) -> bool:
    """Return whether a name only tells which office is meant: `the Ohio senator`."""
    determined = body > 0 and tokens[body - 1].lower in lexis.words.determiners
    if determined and run.first == body and _speaks_for(tokens, run.last, comma, lexis):
        return True
    return (
        all(token.is_capitalised for token in tokens[body : run.first])
        and (run.first == body or run.titles == run.first)
        and (
            determined
            or is_organization(run.words, lexis)
            or (run.last < comma and _is_plural_role(tokens[run.last], lexis))
            # "Eye witness", "Bloomberg spokesman": small, an office is never part of a name
            or (
                run.first == body
                and len(run.words) == 1
                and run.last < comma
                and tokens[run.last].text.islower()
            )
        )
        and run.last < comma
        and lexis.is_role(tokens[run.last].lower)
    )


def _speaks_for(tokens: Sequence[Token], index: int, comma: int, lexis: Lexis) -> bool:
    """Return whether an office follows in small words: the rest of `a Leeds council spokesman`."""
    body = False
    while (
        index < comma
        and tokens[index].text.islower()
        and (tokens[index].lower in lexis.words.institutions | lexis.words.fields)
        and not lexis.is_role(tokens[index].lower)
    ):
        body = True
        index += 1
    return body and index < comma and lexis.is_role(tokens[index].lower)


def _is_plural_role(token: Token, lexis: Lexis) -> bool:
    """Return whether a word means several who hold an office: `officials`."""
    return token.text.islower() and token.lower.endswith("s") and lexis.is_role(token.lower[:-1])


def _described(tokens: Sequence[Token], body: int, run: NameRun, lexis: Lexis) -> bool:
    """Return whether only a description stands before a name: `drummer Jo Lake`."""
    if not (1 <= run.titles - body <= _DESCRIBING) or not is_personal(
        trimmed(run, lexis).words, lexis
    ):
        return False
    described = tokens[body : run.titles]
    joined_words = any(token.lower in lexis.words.conjunctions for token in described)
    return not joined_words and _describe(described, lexis)


def _describe(tokens: Sequence[Token], lexis: Lexis) -> bool:
    """Return whether words are nouns and adjectives only: `climate and energy`."""
    words = lexis.words
    closed = words.prepositions | words.relatives | words.cues | words.determiners
    return all(
        token.is_word
        and token.lower not in closed
        and token.lower not in lexis.all_pronouns | words.auxiliaries
        and not (token.text.endswith("ed") and token.text.isalpha())
        and not token.possessive
        for token in tokens
    )


def _governed(tokens: Sequence[Token], titles: int, body: int, lexis: Lexis) -> bool:
    before = tokens[titles - 1].lower if titles > body else ""
    return before in lexis.words.prepositions


def _head_before(tokens: Sequence[Token], start: int, end: int, lexis: Lexis) -> bool:
    """Return whether a role stands among the tokens, so that a name may follow it."""
    return any(lexis.is_role(token.lower) for token in tokens[start:end])


def _is_noun(tokens: Sequence[Token], body: int, run: NameRun, lexis: Lexis) -> bool:
    """Return whether a lone German word between articles is a noun: `der Pressedienst der …`."""
    return (
        lexis.words.verb_second
        and len(run.words) == 1
        and run.titles == run.first == body
        and 0 < body < run.last < len(tokens)
        and tokens[body - 1].lower in lexis.words.determiners
        and tokens[run.last].lower in lexis.words.determiners
    )
