"""Noun phrases that can name a speaker: a name, a pronoun, an office, an organisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from presscast.model import Span
from presscast.text.attribution_words import Lexis
from presscast.text.names import NameRun, is_organization, is_personal, name_runs, trimmed
from presscast.text.narration import DASHES, Token
from presscast.text.nominals import Phrase, PhraseKind, read_office, read_organization
from presscast.text.roles import joined, read_role, stretch_after

_REACH = 48
_CLITICS = frozenset(("se", "s", "sich", "si", "me", "nos", "le", "y"))
"""Small pronouns that stand between a verb and its subject."""
_DESCRIBING = 4
"""Words between an organisation or an article and the office of the person described."""
_APPOSITIONS = 4
"""Commas after an office within which its holder may be named."""


def _stops(token: Token) -> bool:
    return token.quote >= 0 or token.text in DASHES or token.text in (";", ":", ".", "!", "?", "…")


def _limit(tokens: Sequence[Token], start: int, end: int, lexis: Lexis) -> int:
    """Return where the phrase at a token must have ended: a clause, a quote or a cue begins."""
    for index in range(start, min(end, start + _REACH)):
        token = tokens[index]
        if _stops(token):
            return index
        if (
            index > start
            and token.lower in lexis.words.relatives
            and (token.lower not in lexis.words.determiners or tokens[index - 1].text == ",")
        ):
            return index
        if token.text.islower() and token.lower in lexis.words.gerunds:
            return index
    return min(end, start + _REACH)


def skip_adjuncts(tokens: Sequence[Token], start: int, end: int, lexis: Lexis) -> int:
    """Return the index after adverbs and prepositional phrases, where a noun phrase may begin."""
    words = lexis.words
    index = start
    while index < end:
        token = tokens[index]
        light = (
            token.lower in words.adverbs
            or token.text in (",", "(", ")")
            or (token.lower in words.audiences and token.text.islower())
            or (token.lower in _CLITICS and token.lower not in words.determiners)
        )
        if light and not (token.is_capitalised and index > start):
            index += 1
        elif (
            token.lower in words.prepositions
            and token.lower not in words.relatives
            and not (token.lower in words.determiners and _is_determined(tokens, index, end, lexis))
        ):
            index = _after_object(tokens, index + 1, end, lexis)
        else:
            break
    return index


def _is_determined(tokens: Sequence[Token], index: int, end: int, lexis: Lexis) -> bool:
    following = tokens[index + 1] if index + 1 < end else None
    return following is not None and (
        lexis.is_title(following.lower) or following.lower in lexis.words.institutions
    )


def _after_object(tokens: Sequence[Token], start: int, end: int, lexis: Lexis) -> int:
    """Return the index after the object of a preposition."""
    words = lexis.words
    index, content = start, 0
    while index < end:
        token = tokens[index]
        if token.text == "," or _stops(token):
            return index
        if token.lower in words.cues and token.text.islower():
            return index
        if token.lower in words.determiners or token.lower in lexis.all_pronouns:
            if content:
                return index
        elif content and (
            lexis.is_title(token.lower)
            or token.lower in words.prepositions
            or (token.is_capitalised and token.lower in lexis.given_names)
        ):
            return index
        else:
            content += 1
        index += 1
    return index


def read_phrase(
    tokens: Sequence[Token], start: int, end: int, lexis: Lexis, *, adjacent: bool = False
) -> Phrase | None:
    """Return the noun phrase that begins at a token; None where none begins there.

    `adjacent` says that `end` is where the phrase must end, as before its verb.
    """
    if start >= end:
        return None
    token = tokens[start]
    words = lexis.words
    if token.lower in lexis.all_pronouns and not _elided_article(tokens, start, lexis):
        gender = "he" if token.lower in words.pronouns_he else None
        gender = "she" if token.lower in words.pronouns_she else gender
        gender = "they" if token.lower in words.pronouns_they else gender
        return Phrase(
            PhraseKind.PRONOUN,
            (token.text,),
            Span(token.start, token.end),
            start,
            start + 1,
            gender=gender,
        )
    if not token.is_word or (
        token.lower in words.relatives and token.lower not in words.determiners
    ):
        return None
    if token.lower in words.prepositions and token.lower not in words.determiners:
        return None
    limit = end if adjacent else _limit(tokens, start, end, lexis)
    comma = next((k for k in range(start, limit) if tokens[k].text == ","), limit)
    determined = token.lower in words.determiners
    body = start
    while body < comma and tokens[body].lower in words.determiners:
        body += 1
    if body >= comma:
        return None
    noun = _joint_office(tokens, body, comma, lexis)
    organization = read_organization(tokens, start, noun, comma, lexis)
    named = _named(tokens, noun, comma, limit, lexis)
    if named is not None and (
        organization is None
        or (named.first > organization.last and lexis.is_title(tokens[noun].lower))
        or (
            named.first > organization.last
            and all(lexis.is_title(t.lower) for t in tokens[organization.last : named.first])
        )
        or (
            named.last < organization.last  # "Nora Quist of Fjord Labs"
            and tokens[named.last].lower in lexis.words.prepositions
            and is_personal(named.words, lexis)
        )
    ):
        phrase = _with_role(tokens, start, named, limit, lexis)
        return _with_others(tokens, phrase, limit, lexis)
    if organization is not None:
        return organization
    return read_office(tokens, start, body, comma, lexis, determined=determined)


def _joint_office(tokens: Sequence[Token], body: int, comma: int, lexis: Lexis) -> int:
    """Return where the noun of an office stands that has an `and` in it, else where it begins.

    In `Health and Care Secretary Jo Lake` the first word is what the office is for, no speaker.
    """
    words = lexis.words
    if not words.fields or not tokens[body].is_capitalised:
        return body
    end = min(stretch_after(tokens, body, lexis), comma)
    link = next((k for k in range(body + 1, end) if tokens[k].lower in words.conjunctions), end)
    if not any(
        tokens[k].lower in words.fields or tokens[k].lower in words.institutions
        for k in range(body, link)
    ):
        return body
    if end < comma and lexis.is_role(tokens[end].lower):
        end += 1  # "North and South Asia director"
    return next((k for k in range(link + 2, end) if lexis.is_role(tokens[k].lower)), body)


def _elided_article(tokens: Sequence[Token], start: int, lexis: Lexis) -> bool:
    token = tokens[start]
    return (
        token.lower in lexis.words.determiners
        and start + 1 < len(tokens)
        and (lexis.is_title(tokens[start + 1].lower) or tokens[start + 1].is_capitalised)
    )


def _named(
    tokens: Sequence[Token], body: int, comma: int, limit: int, lexis: Lexis
) -> NameRun | None:
    """Return the name that the phrase is about, or None where it has none."""
    runs = name_runs(tokens[:comma], lexis, body)
    first = runs[0] if runs else None
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
        if qualifies and run.first == body:
            continue
        before = tokens[kept.first - 1].lower
        if before in lexis.words.determiners and run.titles == run.first == kept.first:
            continue
        known = kept.words[0].lower() in lexis.given_names
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
        after = name_runs(tokens[: min(limit, comma + 10)], lexis, comma + 1)
        if after and after[0].titles == comma + 1 and not after[0].possessive:
            run = trimmed(after[0], lexis)
            titled = run.titles < run.first or run.words[0].lower() in lexis.given_names
            if (is_personal(run.words, lexis) or titled) and run.first <= comma + 3:
                return run
        comma = next((k for k in range(comma + 1, limit) if tokens[k].text == ","), limit)
    return None


def _qualifies_office(
    tokens: Sequence[Token], body: int, run: NameRun, comma: int, lexis: Lexis
) -> bool:
    """Return whether a name only tells which office is meant: `the Ohio senator`."""
    return (
        run.first == body > 0
        and tokens[body - 1].lower in lexis.words.determiners
        and run.last < comma
        and lexis.is_role(tokens[run.last].lower)
    )


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


def _with_role(
    tokens: Sequence[Token], start: int, run: NameRun, limit: int, lexis: Lexis
) -> Phrase:
    role: str | None = None
    if run.last < limit and tokens[run.last].text == ",":
        role = read_role(tokens[:limit], run.last + 1, lexis)
    elif run.last < limit and tokens[run.last].text == "(":
        close = next((k for k in range(run.last, limit) if tokens[k].text == ")"), run.last)
        if close > run.last and close + 1 < limit and tokens[close + 1].text == ",":
            role = read_role(tokens[:limit], close + 2, lexis)
    titles = tokens[start : run.first]
    gender = next(
        (
            "he" if low in lexis.words.honorifics_he or low in lexis.words.roles_he else "she"
            for low in (token.lower for token in titles)
            if low in lexis.words.honorifics_he
            or low in lexis.words.honorifics_she
            or low in lexis.words.roles_he
            or low in lexis.words.roles_she
        ),
        None,
    )
    if role is None:
        prefix = list(titles)
        verbs = lexis.words.passives | lexis.words.auxiliaries | lexis.words.cues
        cut = [k for k, token in enumerate(prefix) if token.lower in verbs]
        prefix = prefix[cut[-1] + 1 :] if cut else prefix
        led = [k for k, token in enumerate(prefix) if token.lower in lexis.words.prepositions]
        if led and not any(lexis.is_role(token.lower) for token in prefix[: led[0]]):
            prefix = prefix[led[0] + 1 :]
        while prefix and (
            prefix[0].lower in lexis.words.determiners or prefix[0].lower in lexis.words.adverbs
        ):
            prefix.pop(0)
        while prefix and (not prefix[-1].is_word or prefix[-1].lower in lexis.all_honorifics):
            prefix.pop()
        if prefix:
            role = joined(prefix)
    return Phrase(
        PhraseKind.NAME,
        run.words,
        Span(tokens[start].start, tokens[run.last - 1].end),
        start,
        run.last,
        gender=gender,
        role=role,
        head=tokens[run.first - 1].lower if run.first > start else "",
    )


def _with_others(tokens: Sequence[Token], phrase: Phrase, limit: int, lexis: Lexis) -> Phrase:
    """Return the phrase with those who are joined to it by `and`."""
    others: list[Phrase] = []
    index = phrase.last
    if index < limit and tokens[index].text == "(":
        index = next((k + 1 for k in range(index, limit) if tokens[k].text == ")"), index)
    while index < limit and tokens[index].text == ",":
        other = _joined_name(tokens, index + 1, limit, lexis, phrase)
        if other is None or other.last >= limit:
            break
        others.append(other)
        index = other.last
    if index < limit and tokens[index].text == "," and not others:
        depth = index + 1
        while depth < limit and tokens[depth].lower not in lexis.words.conjunctions:
            depth += 1
        index = depth if depth < limit and tokens[depth - 1].text == "," else limit
    if index + 1 >= limit or tokens[index].lower not in lexis.words.conjunctions:
        return phrase
    other = _joined_name(tokens, index + 1, limit, lexis, phrase)
    if other is None:
        return phrase
    return replace(phrase, others=(*others, other), span=Span(phrase.span.start, other.span.end))


def _joined_name(
    tokens: Sequence[Token], start: int, limit: int, lexis: Lexis, phrase: Phrase
) -> Phrase | None:
    """Return the person whose name, titles first, begins at a token."""
    runs = name_runs(tokens[:limit], lexis, start)
    if not runs:
        return None
    run = trimmed(runs[0], lexis)
    body = start
    while body < limit and tokens[body].lower in lexis.words.determiners:
        body += 1
    if run.possessive or run.titles > body or is_organization(run.words, lexis):
        return None
    untitled = run.titles == run.first
    if untitled and len(run.words) < 2 and len(phrase.words) > 1:
        return None
    return _with_role(tokens, body, run, limit, lexis)
