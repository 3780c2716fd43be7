"""The grammatical subject of a verb of saying: who speaks, not who is named nearest."""

from __future__ import annotations

from collections.abc import Sequence

from presscast.text.adjuncts import skip_adjuncts
from presscast.text.attribution_words import Lexis
from presscast.text.narration import DASHES, Token
from presscast.text.nominals import Phrase, PhraseKind
from presscast.text.phrases import read_phrase

_PARTICIPLE_ENDINGS = ("ing", "ando", "iendo", "ant")


def _is_participial(token: Token, lexis: Lexis) -> bool:
    if token.lower in lexis.words.participial:
        return True
    ends = token.lower.endswith(_PARTICIPLE_ENDINGS) and len(token.lower) > 5
    return ends and not lexis.is_role(token.lower)  # "assistant" is no participle


def _is_manner(token: Token, lexis: Lexis) -> bool:
    """Return whether an English word is an adverb by its ending, as `family` is not."""
    return (
        token.text.islower()
        and token.lower.endswith("ly")
        and token.lower not in lexis.words.institutions
    )


def is_bare(token: Token, lexis: Lexis) -> bool:
    """Return whether no Romance subject can begin with a word: small and without an article."""
    words = lexis.words
    return bool(words.contractions) and not (
        token.is_capitalised or token.lower in words.determiners
    )


def subject_before(tokens: Sequence[Token], end: int, lexis: Lexis) -> Phrase | None:
    """Return the grammatical subject of a verb at index `end`, from the words before it."""
    words = lexis.words
    coordinated = False
    while end > 0:
        token = tokens[end - 1]
        if token.is_word and (
            token.lower in words.adverbs
            or token.lower in words.auxiliaries
            or token.lower
            in ("se", "s", "sich", "si", "lo", "le", "les", "que", "to", "went", "on")
            or _is_manner(token, lexis)
        ):
            end -= 1
            continue
        if token.lower in words.conjunctions:
            coordinated = True
            end -= 1
            continue
        break
    if end <= 0:
        return None
    closed = tokens[end - 1].text in (",", ")") or tokens[end - 1].text in DASHES
    bounds = chunks(tokens, end)
    if not closed and not coordinated:
        first, last = bounds[-1]
        phrase = _adjacent(tokens, first, last, lexis)
        if len(bounds) > 1 and phrase is not None and _is_unknown(phrase, lexis):
            # "Ana Ruiz, the voice of the valley said": what somebody is, in words not known here
            named = leading_phrase(tokens, bounds, lexis)
            if named is not None and named.kind is PhraseKind.NAME and named.last < first:
                known = named.role is not None or named.words[0].lower() in lexis.given_names
                alone = len(named.words) > 1 and named.last == bounds[-2][1]
                if (known and alone) or phrase.kind is PhraseKind.OTHER:
                    return named
        if phrase is not None and (
            phrase.kind is not PhraseKind.OFFICE
            or tokens[phrase.first].lower in words.determiners
            or len(bounds) == 1
        ):
            if len(bounds) > 1 and _begins_joined(tokens, first, lexis):
                joint = leading_phrase(tokens, bounds, lexis)
                if joint is not None and joint.others:
                    return joint
            return phrase
    held = _office_and_holder(tokens, bounds, lexis) if closed else None
    if held is not None:
        return held
    leading = leading_phrase(tokens, bounds, lexis)
    if leading is not None or (closed and tokens[bounds[0][0]].lower in words.participial):
        return leading
    first, last = bounds[-1]
    return _adjacent(tokens, first, last, lexis)


def _is_unknown(phrase: Phrase, lexis: Lexis) -> bool:
    """Return whether words before a verb are a thing, or in capitals without being a known name."""
    if phrase.kind is PhraseKind.OTHER:
        return True
    if phrase.kind is PhraseKind.ORGANIZATION:
        return any(lexis.is_role(word.lower()) for word in phrase.words)
    given = phrase.words[0].lower() in lexis.given_names
    return phrase.kind is PhraseKind.NAME and len(phrase.words) > 1 and not given


def _office_and_holder(
    tokens: Sequence[Token], bounds: Sequence[tuple[int, int]], lexis: Lexis
) -> Phrase | None:
    """Return who holds the office before them: `Reacting to …, its director, Ana Ruiz,` said."""
    opening = tokens[bounds[0][0]]
    adjunct = _is_participial(opening, lexis) or opening.lower in lexis.words.prepositions
    if len(bounds) < 3 or not adjunct:
        return None
    (begin, end), (first, last) = bounds[-2], bounds[-1]
    if last - first < 2 or not any(lexis.is_role(token.lower) for token in tokens[begin:end]):
        return None
    office = read_phrase(tokens[:end], begin, end, lexis)
    holder = read_phrase(tokens[:last], first, last, lexis)
    named = holder is not None and holder.kind is PhraseKind.NAME and holder.last == last
    person = office is not None and office.kind is PhraseKind.NAME and len(office.words) > 1
    if person or not named:
        return None
    return holder


def _begins_joined(tokens: Sequence[Token], first: int, lexis: Lexis) -> bool:
    return tokens[first].lower in lexis.words.conjunctions


def chunks(tokens: Sequence[Token], end: int) -> list[tuple[int, int]]:
    """Return the stretches between the commas and dashes before a token, brackets left out."""
    bounds: list[tuple[int, int]] = []
    begin = 0
    for index in range(end):
        if tokens[index].text == "," or tokens[index].text in DASHES or tokens[index].text in ";:":
            if index > begin:
                bounds.append((begin, index))
            begin = index + 1
    if end > begin:
        bounds.append((begin, end))
    return bounds or [(0, end)]


def _adjacent(tokens: Sequence[Token], first: int, last: int, lexis: Lexis) -> Phrase | None:
    """Return the phrase that ends right before a verb, within one stretch."""
    words = lexis.words
    start = first
    while start < last and (
        tokens[start].lower in words.conjunctions
        or (
            tokens[start].lower in words.subordinators
            and tokens[start].lower not in words.determiners
        )
        or tokens[start].lower in words.adverbs
    ):
        start += 1
    if start >= last:
        return None
    token = tokens[start]
    led = token.lower in words.prepositions and (
        token.lower not in words.determiners or token.lower in words.contractions
    )
    if not led and not _is_participial(token, lexis):
        phrase = read_phrase(tokens[:last], start, last, lexis, adjacent=True)
        if phrase is not None and phrase.kind is not PhraseKind.OTHER:
            return phrase
    for index in range(last - 1, start, -1):
        token = tokens[index]
        if token.lower in lexis.all_pronouns and index == last - 1:
            return read_phrase(tokens[:last], index, last, lexis, adjacent=True)
        governed = tokens[index - 1].lower in words.prepositions
        begins = (token.lower in words.determiners and not governed) or (
            (token.is_capitalised or lexis.is_title(token.lower))
            and not tokens[index - 1].is_capitalised
            and not governed
            and tokens[index - 1].lower not in words.determiners
        )
        if not begins:
            continue
        phrase = read_phrase(tokens[:last], index, last, lexis, adjacent=True)
        if phrase is not None and phrase.kind is not PhraseKind.OTHER:
            return phrase
    if led or _is_participial(tokens[start], lexis):
        skipped = skip_adjuncts(tokens, start, last, lexis)
        if start < skipped < last:
            return read_phrase(tokens[:last], skipped, last, lexis, adjacent=True)
        return None
    return read_phrase(tokens[:last], start, last, lexis, adjacent=True)


def leading_phrase(
    tokens: Sequence[Token], bounds: Sequence[tuple[int, int]], lexis: Lexis
) -> Phrase | None:
    """Return the first stretch that begins with what can speak: the subject of the sentence."""
    words = lexis.words
    spare: Phrase | None = None
    end = bounds[-1][1]
    company = False
    """Whether the stretch before names the office of somebody else: `accompagné du préfet, …`."""
    for first, last in bounds:
        start = first
        beside, company = company, False
        while start < last and (
            tokens[start].lower in words.conjunctions
            or (
                tokens[start].lower in words.adverbs
                and tokens[start].lower not in words.determiners
            )
        ):
            start += 1
        if start >= last or _is_participial(tokens[start], lexis):
            company = start < last and tokens[start].lower in words.participial
            company = company and any(lexis.is_role(t.lower) for t in tokens[start:last])
            continue
        token = tokens[start]
        if token.lower in words.prepositions and (
            token.lower not in words.determiners or token.lower in words.contractions
        ):
            skipped = skip_adjuncts(tokens, start, last, lexis)
            if not start < skipped < last:
                continue
            start = skipped
        elif token.lower in words.subordinators and token.lower not in words.determiners:
            continue
        phrase = read_phrase(tokens[:end], start, end, lexis)
        if phrase is None or (beside and phrase.kind is PhraseKind.NAME and phrase.first == start):
            continue
        if phrase.kind is not PhraseKind.OTHER:
            return phrase
        if not is_bare(tokens[start], lexis):
            spare = spare or phrase
    return spare


def antecedent(tokens: Sequence[Token], end: int, lexis: Lexis) -> Phrase | None:
    """Return the person whom the relative clause before a token is about."""
    relative = end - 1
    while relative > 0 and tokens[relative].lower not in lexis.words.relatives:
        relative -= 1
    stop = relative - 1 if relative > 0 and tokens[relative - 1].text == "," else relative
    bounds = chunks(tokens, stop)
    for first, last in reversed(bounds):
        phrase = _adjacent(tokens, first, last, lexis)
        if phrase is not None and phrase.kind in (PhraseKind.NAME, PhraseKind.OFFICE):
            return phrase
    return None


def is_governed(tokens: Sequence[Token], phrase: Phrase, lexis: Lexis) -> bool:
    """Return whether a preposition stands before a phrase: `his election to the Senate:`."""
    before = phrase.first - 1
    while before >= 0 and tokens[before].lower in lexis.words.determiners:
        before -= 1
    return before >= 0 and tokens[before].lower in lexis.words.prepositions
