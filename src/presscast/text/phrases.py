"""Noun phrases that can name a speaker: a name, a pronoun, an office, an organisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from presscast.model import Span
from presscast.text.adjuncts import stops
from presscast.text.attribution_words import Lexis
from presscast.text.named_phrases import (
    head_of_body,
    holder_after,
    joint_office,
    named_run,
    only_offices,
)
from presscast.text.names import (
    NameRun,
    is_initial,
    is_organization,
    is_personal,
    is_suffix,
    name_runs,
    trimmed,
)
from presscast.text.narration import Token
from presscast.text.nominals import (
    MOUTHPIECES,
    Phrase,
    PhraseKind,
    read_office,
    read_organization,
)
from presscast.text.roles import joined, read_role, stretch_after

_REACH = 48


def _limit(tokens: Sequence[Token], start: int, end: int, lexis: Lexis) -> int:
    """Return where the phrase at a token must have ended: a clause, a quote or a cue begins."""
    for index in range(start, min(end, start + _REACH)):
        token = tokens[index]
        if stops(token):
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
    latter = _latter(tokens, start, end, lexis)
    if latter is not None:
        return latter
    if not token.is_word or (
        token.lower in words.relatives and token.lower not in words.determiners
    ):
        return None
    if token.lower in words.prepositions and token.lower not in words.determiners:
        return None
    if token.lower.endswith("ed") and start + 1 < end and tokens[start + 1].lower == "by":
        return None  # "the letter, obtained by Lantern News"
    limit = end if adjacent else _limit(tokens, start, end, lexis)
    comma = next((k for k in range(start, limit) if tokens[k].text == ","), limit)
    determined = token.lower in words.determiners
    body = start
    while body < comma and tokens[body].lower in words.determiners:
        body += 1
    if body >= comma:
        return None
    noun = joint_office(tokens, body, comma, lexis)
    organization = read_organization(tokens, start, noun, comma, lexis)
    if organization is not None and determined and _has_mouthpiece(tokens, organization):
        return read_office(tokens, start, body, comma, lexis, determined=True)
    if organization is not None and lexis.is_title(tokens[body].lower):
        apposed = _apposed(tokens, organization.last, limit, lexis)
        if apposed is not None:
            return replace(apposed, role=organization.text, first=start)
    named = named_run(tokens, noun, comma, limit, lexis)
    if organization is not None:
        named = holder_after(tokens, organization.last, comma, lexis) or named
    elif named is not None and named.words[0].lower() not in lexis.given_names:
        # A body whose name does not tell what it is: "Harbour Investigations Chief Jo Lake"
        named = holder_after(tokens, named.last, comma, lexis) or named
    if named is not None and (
        organization is None
        or (named.first > organization.last and lexis.is_title(tokens[noun].lower))
        or (
            named.first > organization.last
            and only_offices(tokens[organization.last : named.first], lexis)
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


def _apposed(tokens: Sequence[Token], comma: int, limit: int, lexis: Lexis) -> Phrase | None:
    """Return who is named between commas: `Deputy Launching Authority, Jo Lake, said`."""
    if comma + 1 >= limit or tokens[comma].text != ",":
        return None
    runs = name_runs(tokens[:limit], lexis, comma + 1)
    if not runs or runs[0].titles != comma + 1 or not is_personal(runs[0].words, lexis):
        return None
    run = runs[0]
    closed = run.last >= limit or tokens[run.last].text == ","
    span = Span(tokens[run.first].start, tokens[run.last - 1].end)
    return Phrase(PhraseKind.NAME, run.words, span, run.first, run.last) if closed else None


def _has_mouthpiece(tokens: Sequence[Token], body: Phrase) -> bool:
    """Return whether an office in small letters follows a body: `a Skerry Police spokesman`."""
    if body.last >= len(tokens) or not tokens[body.last].text.islower():
        return False
    after = body.last + 1
    named = after < len(tokens) and tokens[after].is_capitalised
    return not named and tokens[body.last].lower.startswith(MOUTHPIECES)


def _latter(tokens: Sequence[Token], start: int, end: int, lexis: Lexis) -> Phrase | None:
    """Return the pronoun of two words that begins at a token: `ce dernier`, before its verb."""
    words = lexis.words
    if start + 1 >= len(tokens) or tokens[start].lower not in words.determiners:
        return None
    noun = tokens[start + 1]
    if noun.lower not in words.latter_he | words.latter_she:
        return None
    following = tokens[start + 2] if start + 2 < len(tokens) else None
    verbs = words.cues | words.weak_cues | words.auxiliaries | words.adverbs | words.conjunctions
    stands_alone = start + 2 >= end or following is None or not following.is_word
    if not (stands_alone or (following is not None and following.lower in verbs)):
        return None
    return Phrase(
        PhraseKind.PRONOUN,
        (tokens[start].text, noun.text),
        Span(tokens[start].start, noun.end),
        start,
        start + 2,
        gender="he" if noun.lower in words.latter_he else "she",
    )


def _elided_article(tokens: Sequence[Token], start: int, lexis: Lexis) -> bool:
    token = tokens[start]
    return (
        token.lower in lexis.words.determiners
        and start + 1 < len(tokens)
        and (lexis.is_title(tokens[start + 1].lower) or tokens[start + 1].is_capitalised)
    )


def _with_role(
    tokens: Sequence[Token], start: int, run: NameRun, limit: int, lexis: Lexis
) -> Phrase:
    role: str | None = None
    last = run.last
    while last + 1 < limit and tokens[last].text == "," and is_suffix(tokens, last + 1):
        last += 2
    if last < limit and tokens[last].text == ",":
        role = read_role(tokens[:limit], last + 1, lexis)
        if role is not None and _names_another(tokens, run, limit, lexis):
            role = None
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
        of_body = led and led[0] and prefix[led[0] - 1].is_capitalised  # "Department of Trade"
        of_body = of_body and not lexis.words.verb_second
        if led and not of_body and not any(lexis.is_role(t.lower) for t in prefix[: led[0]]):
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


def _names_another(tokens: Sequence[Token], run: NameRun, limit: int, lexis: Lexis) -> bool:
    """Return whether an office after a name is somebody else's: `Mayor Jo Lake, Sheriff Al Roe`."""
    if not any(lexis.is_role(token.lower) for token in tokens[run.titles : run.first]):
        return False
    after = name_runs(tokens[:limit], lexis, run.last + 1)
    end = stretch_after(tokens, run.last + 1, lexis)
    return any(
        other.titles < other.first and other.last <= end and is_personal(other.words, lexis)
        for other in after
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
    head = head_of_body(tokens, body, runs, lexis) if body < limit else None
    if head is not None:
        return _with_role(tokens, body, head, limit, lexis)
    if run.possessive or run.titles > body or is_organization(run.words, lexis):
        return None
    untitled = run.titles == run.first
    if untitled and len(run.words) < 2 and len(phrase.words) > 1:
        return None
    return _with_role(tokens, body, run, limit, lexis)


def unparted_name(window: Sequence[Token], lexis: Lexis) -> Phrase | None:
    """Return a name that its office follows without a comma: `Ana Ruiz Chief Engineer`."""
    end = 3 if len(window) > 2 and is_initial(window[1].text) else 2
    office = window[end:]
    if not office or window[0].lower not in lexis.given_names:
        return None
    small = lexis.words.prepositions | lexis.words.determiners | lexis.words.conjunctions
    if not all(token.is_capitalised for token in window[:end]) or not office[0].is_capitalised:
        return None
    if not all(token.is_capitalised or token.lower in small for token in office):
        return None
    if lexis.is_title(window[1].lower) or not any(lexis.is_role(t.lower) for t in office):
        return None
    return Phrase(
        PhraseKind.NAME,
        tuple(token.text for token in window[:end]),
        Span(window[0].start, window[end - 1].end),
        0,
        end,
        role=joined(office),
    )
