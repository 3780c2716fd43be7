"""Attributions as they are written: after a quote, before it, within it, below it."""

from __future__ import annotations

from collections.abc import Sequence

from presscast.model import Span
from presscast.text.adjuncts import leaves_clause, skip_adjuncts
from presscast.text.attribution_words import Lexis
from presscast.text.cues import CLITIC, CueVerb, find_cues
from presscast.text.findings import Finding, pronoun_phrase, signature
from presscast.text.narration import DASHES, Token, is_terminal, without_dateline, written
from presscast.text.nominals import Phrase, PhraseKind
from presscast.text.phrases import read_phrase
from presscast.text.roles import read_role
from presscast.text.speaking_bodies import speaking_body
from presscast.text.subjects import (
    antecedent,
    chunks,
    is_bare,
    is_governed,
    leading_phrase,
    subject_before,
)

_PURPOSES = frozenset(("para", "für", "pour", "per"))
"""Prepositions that make a source of a name at the head of a sentence only."""
_ASIDE_REACH = 10
"""Words after a quote within which a source may be set off."""
_REFLEXIVES = frozenset(("se", "s", "sich", "si"))


def _unlisted(tokens: Sequence[Token], lexis: Lexis) -> Finding | None:
    """Return the attribution whose verb is in no list: `“…,” laughs Ana Ruiz`.

    Right after a quoted sentence and a comma, any verb with a person is one of saying.
    """
    words = lexis.words
    closed = (
        words.prepositions
        | words.determiners
        | words.conjunctions
        | words.relatives
        | words.subordinators
        | words.adverbs
        | lexis.all_pronouns
    )

    def is_verb(index: int) -> bool:
        if index >= len(tokens):
            return False
        token = tokens[index]
        return token.text.isalpha() and token.text.islower() and token.lower not in closed

    for index, token in enumerate(tokens[:4]):
        clitic = CLITIC.match(token.lower) if words.elisions and token.is_word else None
        if clitic:
            cue = CueVerb(index, index + 1, token.text, clitic[2])
            return _finding(tokens, pronoun_phrase(tokens, cue, lexis), cue, 0.85, "after")
    verb = 0
    while verb < len(tokens) and tokens[verb].lower in _REFLEXIVES:
        verb += 1
    if is_verb(verb):
        if tokens[verb].lower in words.auxiliaries and is_verb(verb + 1):
            verb += 1
        begin = verb + 1
        for _ in range(3):
            begin = skip_adjuncts(tokens, begin, len(tokens), lexis)
            phrase = read_phrase(tokens, begin, len(tokens), lexis)
            if phrase is not None and phrase.kind is not PhraseKind.OTHER:
                cue = CueVerb(verb, verb + 1, tokens[verb].text)
                return _finding(tokens, phrase, cue, 0.85, "after")
            if not is_verb(begin):
                break
            begin += 1
        return None
    phrase = read_phrase(tokens, 0, len(tokens), lexis)
    if phrase is None or phrase.kind in (PhraseKind.OTHER, PhraseKind.ORGANIZATION):
        return None
    verb = phrase.last
    if verb < len(tokens) and tokens[verb].text == ",":
        verb = next(
            (k + 1 for k in range(len(tokens) - 2, verb, -1) if tokens[k].text == ","), verb
        )
    if is_verb(verb):
        cue = CueVerb(verb, verb + 1, tokens[verb].text)
        return _finding(tokens, phrase, cue, 0.8, "after")
    return None


def read_after(tokens: Sequence[Token], lexis: Lexis, *, sentence: bool) -> Finding | None:
    """Return the attribution that follows a quote; None where the words are something else.

    `sentence` says that a whole sentence is quoted and goes on into these words.
    """
    words = lexis.words
    start = 0
    while start < len(tokens) and (
        tokens[start].text in (",", "(") or tokens[start].text in DASHES
    ):
        start += 1
    if start >= len(tokens):
        return None
    dashed = any(token.text in DASHES or token.text == "(" for token in tokens[:start])
    window = tokens[start:]
    if start and tokens[start - 1].text == "(" and all(token.text != ")" for token in window):
        return None  # a remark of sentences, no signature
    source = _source(window, lexis, at_start=True)
    if source is not None:
        return source
    body = speaking_body(window, lexis)
    if body is not None:
        return _finding(window, body[0], body[1], 0.85, "after")
    cues = find_cues(window, lexis)
    source = _source_aside(window, cues, lexis)
    if source is not None:
        return source
    for cue in cues:
        if cue.relative and any(not other.relative for other in cues):
            continue
        if cue.pronoun is not None:
            return _finding(window, pronoun_phrase(window, cue, lexis), cue, 0.85, "after")
        lead = skip_adjuncts(window, 0, cue.first, lexis)
        if lead >= cue.first or (window[0].lower in words.conjunctions and cue.first <= 2):
            after = _inverted(window, cue, lexis)
            thing = after.phrase is None or after.phrase.kind is PhraseKind.OTHER
            if cue.weak and thing:
                continue
            return after
        subject = subject_before(window, cue.first, lexis)
        if subject is not None and subject.kind is not PhraseKind.OTHER:
            if cue.weak and subject.last < cue.first - 1 and window[cue.first - 1].text != ",":
                continue
            return _finding(window, subject, cue, 0.95 if not cue.weak else 0.85, "after")
        if cue.weak:
            continue
        inverted = _inverted(window, cue, lexis)
        if inverted.phrase is not None and inverted.phrase.kind is not PhraseKind.OTHER:
            return inverted
    if words.sources_after:
        for index, token in enumerate(window):
            if token.lower in words.sources_after and index:
                phrase = read_phrase(window, 0, index, lexis, adjacent=True)
                if phrase is not None:
                    return Finding(phrase, token.text, Span(token.start, token.end), 0.85, "after")
    if dashed:
        signed = signature(window, lexis)
        if signed is not None:
            return signed
    return _unlisted(window, lexis) if sentence else None


def read_inserted(tokens: Sequence[Token], lexis: Lexis) -> Finding | None:
    """Return an attribution set between commas or dashes within a quotation."""
    breaks = [k for k, t in enumerate(tokens) if t.text == "," or t.text in DASHES]
    for at, begin in enumerate(breaks):
        end = breaks[at + 1] if at + 1 < len(breaks) else len(tokens)
        stop = (k for k in range(begin + 1, end) if is_terminal(tokens, k, lexis))
        window = tokens[begin + 1 : next(stop, end)]
        if not 1 <= len(window) <= 14:
            continue
        cues = find_cues(window, lexis)
        if not cues or cues[0].first > 1:
            continue
        cue = cues[0]
        if cue.weak and not _names_only(window[cue.last :], lexis):
            continue
        if cue.pronoun is not None:
            return _finding(window, pronoun_phrase(window, cue, lexis), cue, 0.8, "inserted")
        if cue.first == 0 or window[0].lower in _REFLEXIVES:
            finding = _inverted(tokens[begin + 1 :], cue, lexis)
            if finding.phrase is not None and finding.phrase.kind is PhraseKind.NAME:
                return _finding(window, finding.phrase, cue, 0.8, "inserted")
            if finding.phrase is not None and finding.phrase.kind is PhraseKind.OFFICE:
                return _finding(window, finding.phrase, cue, 0.75, "inserted")
    return None


def _names_only(tokens: Sequence[Token], lexis: Lexis) -> bool:
    """Return whether words are a full name and nothing else: `note Ana Ruiz`."""
    phrase = read_phrase(tokens, 0, len(tokens), lexis)
    return (
        phrase is not None
        and phrase.kind is PhraseKind.NAME
        and len(phrase.words) > 1
        and phrase.last == len(tokens)
    )


def _inverted(tokens: Sequence[Token], cue: CueVerb, lexis: Lexis) -> Finding:
    """Return the finding for a verb whose subject follows it."""
    begin = skip_adjuncts(tokens, cue.last, len(tokens), lexis)
    phrase = read_phrase(tokens, begin, len(tokens), lexis)
    if lexis.words.contractions and leaves_clause(tokens[cue.last : begin]):
        phrase = None
    if phrase is not None and phrase.kind is PhraseKind.OTHER:
        phrase = None if begin > cue.last or is_bare(tokens[begin], lexis) else phrase
    return _finding(tokens, phrase, cue, 0.95 if phrase is not None else 0.6, "after")


def _finding(
    tokens: Sequence[Token], phrase: Phrase | None, cue: CueVerb, confidence: float, rule: str
) -> Finding:
    span = Span(tokens[cue.first].start, tokens[cue.last - 1].end)
    return Finding(phrase, cue.text, span, confidence, rule)


def _source(tokens: Sequence[Token], lexis: Lexis, *, at_start: bool) -> Finding | None:
    """Return the finding for `according to X`, at the start of the words or anywhere."""
    words = lexis.words
    positions = range(len(tokens) - 1, -1, -1)
    if at_start:
        articles = 0
        while articles < min(2, len(tokens)) and (
            tokens[articles].lower in words.determiners
            or tokens[articles].lower in words.auxiliaries
        ):
            articles += 1
        positions = range(min(articles + 1, len(tokens)))
    for index in positions:
        first = tokens[index].lower
        for source in lexis.own_sources.get(first, ()):
            stop = index + len(source)
            if tuple(token.lower for token in tokens[index:stop]) == source:
                span = Span(tokens[index].start, tokens[stop - 1].end)
                return Finding(None, written(tokens[index:stop]), span, 0.7, "source")
        for source in lexis.sources.get(first, ()):
            stop = index + len(source)
            if tuple(token.lower for token in tokens[index:stop]) != source:
                continue
            if index and (len(source) == 1 if at_start else first in _PURPOSES):
                continue
            phrase = read_phrase(tokens, stop, len(tokens), lexis)
            if phrase is None or phrase.kind is PhraseKind.OTHER:
                continue
            span = Span(tokens[index].start, tokens[stop - 1].end)
            return Finding(phrase, written(tokens[index:stop]), span, 0.85, "source")
        if at_start and not index and first in words.bare_sources:
            begin = index + 1
            while begin < len(tokens) and tokens[begin].lower in words.adverbs:
                begin += 1
            if begin < len(tokens) and tokens[begin].text in words.cues:
                continue  # "so betont Ana Ruiz": the verb has its subject
            phrase = read_phrase(tokens, begin, len(tokens), lexis)
            if phrase is not None and phrase.kind is not PhraseKind.OTHER:
                token = tokens[index]
                return Finding(phrase, token.text, Span(token.start, token.end), 0.95, "source")
    return None


def _source_aside(tokens: Sequence[Token], cues: Sequence[CueVerb], lexis: Lexis) -> Finding | None:
    """Return the source that a comma sets off after the rest of a sentence: `…, según X`."""
    commas = [k for k in range(1, min(len(tokens), _ASIDE_REACH)) if tokens[k].text == ","]
    if not commas or (cues and cues[0].first < commas[0]):
        return None
    if any(is_terminal(tokens, k, lexis) for k in range(commas[0])):
        return None
    aside = tokens[commas[0] + 1 :]
    if not aside or aside[0].lower in _PURPOSES:
        return None
    return _source(aside, lexis, at_start=True)


def read_before(tokens: Sequence[Token], lexis: Lexis) -> Finding | None:
    """Return the attribution that leads into a quote; None where the words are something else."""
    words = lexis.words
    window = list(without_dateline(tokens))
    colon = False
    while window and (window[-1].text in (",", ":", ";") or window[-1].text in DASHES):
        colon = colon or window[-1].text == ":"
        window.pop()
    if not window:
        return None
    source = _source(window, lexis, at_start=False)
    if source is not None and source.phrase is not None and source.phrase.last == len(window):
        return source
    cues = find_cues(window, lexis)
    plain = [cue for cue in cues if not cue.relative]
    for cue in reversed(plain or cues):
        if cue.pronoun is not None:
            return _finding(window, pronoun_phrase(window, cue, lexis), cue, 0.85, "before")
        finding = _before(window, cue, lexis, colon=colon)
        if finding is not None:
            return finding
    source = _source(window, lexis, at_start=False)
    if source is not None and not (len(window) == len(tokens) and _owns_quote(window, source)):
        return source
    gerund = next(
        (k for k in range(len(window) - 1, -1, -1) if window[k].lower in words.gerunds), None
    )
    if gerund is not None and (colon or len(window) - gerund <= 8):
        token = window[gerund]
        subject = subject_before(window, gerund, lexis) if gerund else None
        span = Span(token.start, token.end)
        if subject is not None and subject.kind is PhraseKind.OTHER:
            subject = None
        return Finding(subject, token.text, span, 0.7, "before")
    if colon and not any(token.lower in words.reported for token in window):
        subject = subject_before(window, len(window), lexis) if _nominal(window, lexis) else None
        if (
            subject is None
            or subject.kind is PhraseKind.OTHER
            or is_governed(window, subject, lexis)
        ):
            subject = leading_phrase(window, chunks(window, len(window)), lexis)
        if subject is not None and subject.head in words.own_words:
            return Finding(None, None, None, 0.6, "colon")
        if subject is not None and subject.kind is not PhraseKind.OTHER:
            nameless = subject.kind is PhraseKind.ORGANIZATION and not subject.head
            # German writes every noun with a capital: only one that stands first can be a body.
            within = words.verb_second and subject.first > 0
            if not nameless or (len(subject.words) > 1 and not within):
                return Finding(subject, None, None, 0.75, "colon")
    return None


def _owns_quote(window: Sequence[Token], source: Finding) -> bool:
    """Return whether quoted words are a thing of the source's: `according to X’s latest “…”`."""
    assert source.phrase is not None
    return window[source.phrase.last - 1].possessive


def _nominal(tokens: Sequence[Token], lexis: Lexis) -> bool:
    """Return whether words before a colon only name somebody, and say nothing of a statement."""
    if any(token.lower in lexis.words.own_words for token in tokens[3:]):
        return False
    return len(tokens) <= 6 or read_role(tokens, 0, lexis) is not None


def _before(tokens: Sequence[Token], cue: CueVerb, lexis: Lexis, *, colon: bool) -> Finding | None:
    words = lexis.words
    lead = skip_adjuncts(tokens, 0, cue.first, lexis)
    subject = None
    inverted = words.verb_second and _is_inverted(tokens, cue, lexis)
    if cue.relative:
        subject = antecedent(tokens, cue.first, lexis)
    if subject is None and lead < cue.first and not inverted:
        subject = subject_before(tokens, cue.first, lexis)
    after = None
    begin = skip_adjuncts(tokens, cue.last, len(tokens), lexis)
    if begin < len(tokens):
        after = read_phrase(tokens, begin, len(tokens), lexis)
    strong_after = after is not None and after.kind in (PhraseKind.NAME, PhraseKind.PRONOUN)
    named = subject is not None and subject.kind is not PhraseKind.OTHER
    bounded = cue.first > 0 and tokens[cue.first - 1].text == ","
    follows = not named or (
        subject is not None and subject.kind is PhraseKind.ORGANIZATION and strong_after and bounded
    )
    owner = after is not None and tokens[after.last - 1].possessive  # "It says Lund’s plan is …"
    if follows and after is not None and after.kind is not PhraseKind.OTHER and not owner:
        return _finding(tokens, after, cue, 0.93, "before")
    if subject is not None and _is_own(subject, tokens, lexis):
        return _finding(tokens, None, cue, 0.6, "before")
    if named:
        assert subject is not None
        if cue.weak and not colon and subject.last < cue.first - 1:
            return None
        return _finding(tokens, subject, cue, 0.93, "before")
    if cue.weak and not colon:
        return None
    thing = subject if colon and subject is not None else None
    if thing is not None and is_bare(tokens[thing.first], lexis):
        thing = None
    return _finding(tokens, thing, cue, 0.6 if thing is None else 0.93, "before")


def _is_inverted(tokens: Sequence[Token], cue: CueVerb, lexis: Lexis) -> bool:
    """Return whether the sentence of a verb begins with an adjunct, so that its subject follows."""
    words = lexis.words
    begin = cue.first
    while begin > 0 and tokens[begin - 1].text not in DASHES:
        begin -= 1
    if begin == cue.first:
        return False
    first = tokens[begin].lower
    if first in words.prepositions or first in words.adverbs:
        return True
    return first in words.subordinators and tokens[cue.first - 1].text == ","


def _is_own(subject: Phrase, tokens: Sequence[Token], lexis: Lexis) -> bool:
    """Return whether what states something is the words of the person spoken of: `her letter`."""
    words = lexis.words
    if subject.head not in words.own_words or not subject.definite:
        return False
    if not words.possessives or subject.head not in words.documents:
        return True
    return tokens[subject.first].lower in words.possessives  # "le communiqué" is the issuer's
