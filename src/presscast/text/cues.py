"""Verbs and phrases of saying in a stretch of narration, and who their subject is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from presscast.model import Span
from presscast.text.attribution_words import Lexis
from presscast.text.narration import DASHES, Token
from presscast.text.people import read_role
from presscast.text.phrases import Phrase, PhraseKind, read_phrase, skip_adjuncts

_CLITIC = re.compile(r"^(.+?)(?:-t)?-(ils|elles|il|elle|on|je)$")
_AUXILIARY_REACH = 5
_REFLEXIVES = frozenset(("se", "s", "sich", "si"))
_PARTICIPLE_ENDINGS = ("ing", "ando", "iendo", "ant")


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A verb of saying: the tokens from `first` up to `last`."""

    first: int
    last: int
    text: str
    pronoun: str | None = None
    """The pronoun that French ties to its verb (`dit-il`)."""
    weak: bool = False
    relative: bool = False
    """True within a relative clause."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Who says something, by which words, as a stretch of narration has it."""

    phrase: Phrase | None
    """None where the verb has no subject of its own."""
    cue: str | None
    cue_span: Span | None
    confidence: float
    rule: str


def _text(tokens: Sequence[Token], first: int, last: int) -> str:
    return " ".join(token.text for token in tokens[first:last])


def find_cues(tokens: Sequence[Token], lexis: Lexis) -> list[CueVerb]:
    """Return the verbs of saying, in order."""
    words = lexis.words
    found: list[CueVerb] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        lower = token.lower
        if not token.is_word or (token.is_capitalised and index > 0 and tokens[index - 1].is_word):
            index += 1
            continue
        clitic = _CLITIC.match(lower) if words.elisions and "-" in lower else None
        base = clitic[1] if clitic else lower
        pronoun = clitic[2] if clitic else None
        previous = tokens[index - 1].lower if index else ""
        if base in words.auxiliaries:
            reach = index + 1
            while (
                reach < len(tokens)
                and reach <= index + _AUXILIARY_REACH
                and tokens[reach].is_word
                and tokens[reach].lower not in words.participles
                and tokens[reach].text.islower()
            ):
                reach += 1
            if reach < len(tokens) and tokens[reach].lower in words.participles:
                if lexis.language != "en" or lower not in words.passives:
                    found.append(_cue(tokens, index, reach + 1, lexis, pronoun=pronoun, weak=False))
                    index = reach + 1
                    continue
        if base in words.cues or base in words.weak_cues:
            passive = previous in words.passives
            weak = base in words.weak_cues and pronoun is None
            if not passive:
                found.append(_cue(tokens, index, index + 1, lexis, pronoun=pronoun, weak=weak))
        elif (
            lower in words.infinitives
            and index
            and previous in ("to", "on", "a", "à", "zu", "d", "de")
        ):
            found.append(_cue(tokens, index, index + 1, lexis, pronoun=None, weak=False))
        elif (
            lower in words.participles
            and lexis.language == "de"
            and any(tokens[k].lower in words.auxiliaries for k in range(max(0, index - 24), index))
        ):
            found.append(_cue(tokens, index, index + 1, lexis, pronoun=None, weak=True))
        index += 1
    return found


def _cue(
    tokens: Sequence[Token],
    first: int,
    last: int,
    lexis: Lexis,
    *,
    pronoun: str | None,
    weak: bool,
) -> CueVerb:
    begin = first
    while begin > 0 and tokens[begin - 1].text != ",":
        begin -= 1
    relative = tokens[begin].lower in lexis.words.relatives and begin > 0
    if not relative and first > 0:
        relative = tokens[first - 1].lower in lexis.words.relatives
    return CueVerb(first, last, _text(tokens, first, last), pronoun, weak, relative)


def _pronoun_phrase(tokens: Sequence[Token], cue: CueVerb, lexis: Lexis) -> Phrase:
    pronoun = cue.pronoun or ""
    words = lexis.words
    gender = "he" if pronoun in words.pronouns_he else None
    gender = "she" if pronoun in words.pronouns_she else gender
    token = tokens[cue.first]
    return Phrase(
        PhraseKind.PRONOUN,
        (pronoun,),
        Span(token.start, token.end),
        cue.first,
        cue.last,
        gender=gender,
    )


def _is_participial(token: Token) -> bool:
    return token.lower.endswith(_PARTICIPLE_ENDINGS) and len(token.lower) > 5


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
            or (token.lower.endswith("ly") and token.text.islower())
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
    bounds = _chunks(tokens, end)
    if not closed and not coordinated:
        first, last = bounds[-1]
        phrase = _adjacent(tokens, first, last, lexis)
        if phrase is not None and (
            phrase.kind is not PhraseKind.OFFICE
            or tokens[phrase.first].lower in words.determiners
            or len(bounds) == 1
        ):
            if len(bounds) > 1 and _begins_joined(tokens, first, lexis):
                joint = _leading(tokens, bounds, lexis)
                if joint is not None and joint.others:
                    return joint
            return phrase
    leading = _leading(tokens, bounds, lexis)
    if leading is not None:
        return leading
    first, last = bounds[-1]
    return _adjacent(tokens, first, last, lexis)


def _begins_joined(tokens: Sequence[Token], first: int, lexis: Lexis) -> bool:
    return tokens[first].lower in lexis.words.conjunctions


def _chunks(tokens: Sequence[Token], end: int) -> list[tuple[int, int]]:
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
    led = token.lower in words.prepositions and token.lower not in words.determiners
    if not led and not _is_participial(token):
        phrase = read_phrase(tokens[:last], start, last, lexis, adjacent=True)
        if phrase is not None and phrase.kind is not PhraseKind.OTHER:
            return phrase
    for index in range(last - 1, start, -1):
        token = tokens[index]
        if token.lower in lexis.all_pronouns and index == last - 1:
            return read_phrase(tokens[:last], index, last, lexis, adjacent=True)
        begins = token.lower in words.determiners or (
            (token.is_capitalised or lexis.is_title(token.lower))
            and not tokens[index - 1].is_capitalised
            and tokens[index - 1].lower not in words.prepositions
            and tokens[index - 1].lower not in words.determiners
        )
        if not begins:
            continue
        phrase = read_phrase(tokens[:last], index, last, lexis, adjacent=True)
        if phrase is not None and phrase.kind is not PhraseKind.OTHER:
            return phrase
    if led or _is_participial(tokens[start]):
        skipped = skip_adjuncts(tokens, start, last, lexis)
        if start < skipped < last:
            return read_phrase(tokens[:last], skipped, last, lexis, adjacent=True)
        return None
    return read_phrase(tokens[:last], start, last, lexis, adjacent=True)


def _leading(
    tokens: Sequence[Token], bounds: Sequence[tuple[int, int]], lexis: Lexis
) -> Phrase | None:
    """Return the first stretch that begins with what can speak: the subject of the sentence."""
    words = lexis.words
    spare: Phrase | None = None
    end = bounds[-1][1]
    for first, last in bounds:
        start = first
        while start < last and (
            tokens[start].lower in words.conjunctions
            or (
                tokens[start].lower in words.adverbs
                and tokens[start].lower not in words.determiners
            )
        ):
            start += 1
        if start >= last or _is_participial(tokens[start]):
            continue
        token = tokens[start]
        if token.lower in words.prepositions and token.lower not in words.determiners:
            skipped = skip_adjuncts(tokens, start, last, lexis)
            if not start < skipped < last:
                continue
            start = skipped
        elif token.lower in words.subordinators and token.lower not in words.determiners:
            continue
        phrase = read_phrase(tokens[:end], start, end, lexis)
        if phrase is None:
            continue
        if phrase.kind is not PhraseKind.OTHER:
            return phrase
        spare = spare or phrase
    return spare


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
        clitic = _CLITIC.match(token.lower) if words.elisions and token.is_word else None
        if clitic:
            cue = CueVerb(index, index + 1, token.text, clitic[2])
            return _finding(tokens, _pronoun_phrase(tokens, cue, lexis), cue, 0.85, "after")
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
    source = _source(window, lexis, at_start=True)
    if source is not None:
        return source
    cues = [cue for cue in find_cues(window, lexis)]
    for cue in cues:
        if cue.relative and any(not other.relative for other in cues):
            continue
        if cue.pronoun is not None:
            return _finding(window, _pronoun_phrase(window, cue, lexis), cue, 0.85, "after")
        lead = skip_adjuncts(window, 0, cue.first, lexis)
        if lead >= cue.first or window[0].lower in words.conjunctions and cue.first <= 2:
            return _inverted(window, cue, lexis)
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
        window = tokens[begin + 1 : end]
        if not 1 <= len(window) <= 14:
            continue
        cues = find_cues(window, lexis)
        if not cues or cues[0].first > 1 or cues[0].weak:
            continue
        cue = cues[0]
        if cue.pronoun is not None:
            return _finding(window, _pronoun_phrase(window, cue, lexis), cue, 0.8, "inserted")
        if cue.first == 0 or window[0].lower in _REFLEXIVES:
            finding = _inverted(tokens[begin + 1 :], cue, lexis)
            if finding.phrase is not None and finding.phrase.kind is PhraseKind.NAME:
                return _finding(window, finding.phrase, cue, 0.8, "inserted")
            if finding.phrase is not None and finding.phrase.kind is PhraseKind.OFFICE:
                return _finding(window, finding.phrase, cue, 0.75, "inserted")
    return None


def _inverted(tokens: Sequence[Token], cue: CueVerb, lexis: Lexis) -> Finding:
    """Return the finding for a verb whose subject follows it."""
    begin = skip_adjuncts(tokens, cue.last, len(tokens), lexis)
    phrase = read_phrase(tokens, begin, len(tokens), lexis)
    if phrase is not None and phrase.kind is PhraseKind.OTHER and begin > cue.last:
        phrase = None
    return _finding(tokens, phrase, cue, 0.95 if phrase is not None else 0.6, "after")


def _finding(
    tokens: Sequence[Token], phrase: Phrase | None, cue: CueVerb, confidence: float, rule: str
) -> Finding:
    span = Span(tokens[cue.first].start, tokens[cue.last - 1].end)
    return Finding(phrase, cue.text, span, confidence, rule)


def _source(tokens: Sequence[Token], lexis: Lexis, *, at_start: bool) -> Finding | None:
    """Return the finding for `according to X`, at the start of the words or anywhere."""
    words = lexis.words
    positions = range(min(1, len(tokens))) if at_start else range(len(tokens) - 1, -1, -1)
    for index in positions:
        for source in lexis.own_sources:
            stop = index + len(source)
            if tuple(token.lower for token in tokens[index:stop]) == source:
                span = Span(tokens[index].start, tokens[stop - 1].end)
                return Finding(None, _text(tokens, index, stop), span, 0.7, "source")
        for source in lexis.sources:
            stop = index + len(source)
            if tuple(token.lower for token in tokens[index:stop]) != source:
                continue
            if source[0] in ("para", "für", "pour", "per") and index:
                continue
            phrase = read_phrase(tokens, stop, len(tokens), lexis)
            if phrase is None or phrase.kind is PhraseKind.OTHER:
                continue
            span = Span(tokens[index].start, tokens[stop - 1].end)
            return Finding(phrase, _text(tokens, index, stop), span, 0.85, "source")
        if at_start and tokens[index].lower in words.bare_sources:
            begin = index + 1
            while begin < len(tokens) and tokens[begin].lower in words.adverbs:
                begin += 1
            phrase = read_phrase(tokens, begin, len(tokens), lexis)
            if phrase is not None and phrase.kind is not PhraseKind.OTHER:
                token = tokens[index]
                return Finding(phrase, token.text, Span(token.start, token.end), 0.95, "source")
    return None


def read_before(tokens: Sequence[Token], lexis: Lexis) -> Finding | None:
    """Return the attribution that leads into a quote; None where the words are something else."""
    words = lexis.words
    window = list(tokens)
    colon = False
    while window and (window[-1].text in (",", ":") or window[-1].text in DASHES):
        colon = colon or window[-1].text == ":"
        window.pop()
    if not window:
        return None
    cues = find_cues(window, lexis)
    plain = [cue for cue in cues if not cue.relative]
    for cue in reversed(plain or cues):
        if cue.pronoun is not None:
            return _finding(window, _pronoun_phrase(window, cue, lexis), cue, 0.85, "before")
        finding = _before(window, cue, lexis, colon=colon)
        if finding is not None:
            return finding
    source = _source(window, lexis, at_start=False)
    if source is not None:
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
    if colon:
        subject = subject_before(window, len(window), lexis) if _nominal(window, lexis) else None
        if subject is None or subject.kind is PhraseKind.OTHER:
            subject = _leading(window, _chunks(window, len(window)), lexis)
        if subject is not None and subject.head in words.own_words:
            return Finding(None, None, None, 0.6, "colon")
        if subject is not None and subject.kind is not PhraseKind.OTHER:
            nameless = subject.kind is PhraseKind.ORGANIZATION and not subject.head
            if not nameless or len(subject.words) > 1:
                return Finding(subject, None, None, 0.75, "colon")
    return None


def _nominal(tokens: Sequence[Token], lexis: Lexis) -> bool:
    return len(tokens) <= 6 or read_role(tokens, 0, lexis) is not None


def _before(tokens: Sequence[Token], cue: CueVerb, lexis: Lexis, *, colon: bool) -> Finding | None:
    words = lexis.words
    lead = skip_adjuncts(tokens, 0, cue.first, lexis)
    subject = None
    inverted = words.verb_second and (
        tokens[0].lower in words.prepositions or tokens[0].lower in words.adverbs
    )
    if lead < cue.first and not inverted:
        subject = subject_before(tokens, cue.first, lexis)
    after = None
    begin = skip_adjuncts(tokens, cue.last, len(tokens), lexis)
    if begin < len(tokens):
        after = read_phrase(tokens, begin, len(tokens), lexis)
    strong_after = after is not None and after.kind in (PhraseKind.NAME, PhraseKind.PRONOUN)
    if cue.relative and subject is None:
        subject = _antecedent(tokens, cue.first, lexis)
    named = subject is not None and subject.kind is not PhraseKind.OTHER
    bounded = cue.first > 0 and tokens[cue.first - 1].text == ","
    if after is not None and (
        not named
        or (
            subject is not None
            and subject.kind is PhraseKind.ORGANIZATION
            and strong_after
            and bounded
        )
    ):
        if after.kind is not PhraseKind.OTHER:
            return _finding(tokens, after, cue, 0.93, "before")
    if subject is not None and subject.head in words.own_words and subject.definite:
        return _finding(tokens, None, cue, 0.6, "before")
    if named:
        assert subject is not None
        if cue.weak and not colon and subject.last < cue.first - 1:
            return None
        return _finding(tokens, subject, cue, 0.93, "before")
    if cue.weak and not colon:
        return None
    return _finding(tokens, None, cue, 0.6, "before")


def _antecedent(tokens: Sequence[Token], end: int, lexis: Lexis) -> Phrase | None:
    relative = end - 1
    while relative > 0 and tokens[relative].lower not in lexis.words.relatives:
        relative -= 1
    stop = relative - 1 if relative > 0 and tokens[relative - 1].text == "," else relative
    bounds = _chunks(tokens, stop)
    for first, last in reversed(bounds):
        phrase = _adjacent(tokens, first, last, lexis)
        if phrase is not None and phrase.kind in (PhraseKind.NAME, PhraseKind.OFFICE):
            return phrase
    return None


def signature(tokens: Sequence[Token], lexis: Lexis) -> Finding | None:
    """Return the finding for a line that only names: `Casey Shorr, CEO of Printfection`."""
    window = list(tokens)
    while window and not window[0].is_word:
        window.pop(0)
    while window and window[-1].text in (".", ")", ":"):
        window.pop()
    if not window or len(window) > 40:
        return None
    phrase = read_phrase(window, 0, len(window), lexis)
    if phrase is None or phrase.kind is not PhraseKind.NAME:
        return None
    rest = window[phrase.last :]
    if (
        rest
        and rest[0].text not in (",", "(", "|", "/")
        and rest[0].text not in DASHES
        and (phrase.role is None or rest[0].lower not in lexis.words.prepositions)
    ):
        return None
    role = phrase.role or read_role(window, phrase.last + 1, lexis) if rest else phrase.role
    if len(phrase.words) < 2 and role is None:
        return None
    return Finding(phrase, None, None, 0.9, "signature")
