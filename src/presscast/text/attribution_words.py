"""The words by which a language attributes speech: the `[attribution]` table of its file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import msgspec

from presscast.text.languages import load_table, primary

Set = frozenset[str]
_NONE: Set = frozenset()


class AttributionWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All in lower case, each form that occurs written out."""

    cues: Set = _NONE
    """Finite verbs of saying."""
    weak_cues: Set = _NONE
    """Forms that are nouns or everyday verbs as well; they count only next to their subject."""
    noun_cues: Set = _NONE
    """Forms that are plural nouns where anything but a subject stands before them (`reports`)."""
    cue_phrases: tuple[str, ...] = ()
    """Verbs of saying in several words (`hizo hincapié`)."""
    participles: Set = _NONE
    """Of verbs of saying, after an auxiliary."""
    auxiliaries: Set = _NONE
    inserted: bool = False
    """Whether the attribution may stand between the marks: `« Oui, dit-elle, c’est vrai. »`."""
    verb_second: bool = False
    """Whether the verb comes second, so that a sentence with an adverb first has its subject
    after the verb."""
    ordinals: bool = False
    """Whether a full stop makes an ordinal of a number: `am 3. Mai`."""
    particles: dict[str, Set] = msgspec.field(default_factory=dict)
    """Verbs that are of saying only with one of these words after them (`nimmt … Stellung`)."""
    reported: Set = _NONE
    """Forms in which somebody's words are told, not said (`sei`)."""
    passives: Set = _NONE
    """Forms of `be` that turn a verb of saying into something that is said of the subject."""
    statement_verbs: Set = _NONE
    """What one does with a statement; a role before it ends there (`released`)."""
    gerunds: Set = _NONE
    """Verbs of saying without a subject of their own (`adding that`)."""
    infinitives: Set = _NONE
    """Verbs of saying after another verb (`went on to say`)."""
    sources: tuple[str, ...] = ()
    """What stands before a source (`according to`), the longest first."""
    own_sources: tuple[str, ...] = ()
    """What names the person spoken of as the source (`in her words`)."""
    sources_after: Set = _NONE
    """What stands after a source (`zufolge`)."""
    told_openers: tuple[str, ...] = ()
    """How a sentence begins that tells who said the quote before it (`lo`, `è quanto`)."""
    bare_sources: Set = _NONE
    """What stands between a quote and its source only (`so`)."""
    pronouns_he: Set = _NONE
    pronouns_she: Set = _NONE
    pronouns_they: Set = _NONE
    pronouns_it: Set = _NONE
    """Words for a body that says something: `it`."""
    latter_he: Set = _NONE
    """What a determiner and this mean together is the man named last (`ce dernier`)."""
    latter_she: Set = _NONE
    relatives: Set = _NONE
    determiners: Set = _NONE
    feminine: Set = _NONE
    """Determiners and possessives that show a woman (`la`)."""
    masculine: Set = _NONE
    prepositions: Set = _NONE
    closing_leads: Set = _NONE
    """How a sentence begins that says whose words a quote was (`tels sont les mots de`)."""
    contractions: Set = _NONE
    """Prepositions that hold the article, so that no subject begins with them (`al`)."""
    adjunct_prepositions: Set = _NONE
    """Those that belong to the verb, never to the noun before them (`anlässlich`)."""
    participial: Set = _NONE
    """Participles that open a clause about the subject after it (`accompagné`)."""
    conjunctions: Set = _NONE
    subordinators: Set = _NONE
    adverbs: Set = _NONE
    possessives: Set = _NONE
    """Where listed, only these make a document somebody's own (`son communiqué`)."""
    audiences: Set = _NONE
    """Whom one tells (`reporters`)."""
    honorifics_he: Set = _NONE
    honorifics_she: Set = _NONE
    honorifics: Set = _NONE
    roles: Set = _NONE
    """Nouns for what a person is, without regard to gender."""
    roles_he: Set = _NONE
    roles_she: Set = _NONE
    role_suffixes: tuple[str, ...] = ()
    role_suffixes_she: tuple[str, ...] = ()
    title_acronyms: Set = _NONE
    """Titles in capitals that could be somebody's initials (`DA Lake`)."""
    office_tails: Set = _NONE
    """Nouns that, after a preposition, end an office (`agent in charge`)."""
    surnames: Set = _NONE
    """Words for a trade that are common surnames as well (`fischer`)."""
    offices: dict[str, Set] = msgspec.field(default_factory=dict)
    """Words for a holder of one of several offices (`mandatario`), with those offices."""
    namesakes: Set = _NONE
    """Nouns for what is named after people (`lycée`); the name after one is no person."""
    institutions: Set = _NONE
    """Nouns for what an organisation is."""
    formerly: Set = _NONE
    """Words before an office that somebody no longer holds."""
    signs: Set = _NONE
    """Things that carry words which nobody says: `banner`."""
    fields: Set = _NONE
    """What offices are for, before an `and` (`Health and Care Secretary`)."""
    documents: Set = _NONE
    """Nouns for what can state something in writing."""
    own_words: Set = _NONE
    """Nouns for what the person spoken of has said (`her remarks follow:`)."""
    company_forms: Set = _NONE
    never_names: Set = _NONE
    """Words that are capitalised without being part of a person's name."""
    term_introducers: Set = _NONE
    """Words right before quoted words that name a thing (`titled`)."""
    abbreviations: Set = _NONE
    """Without the full stop that belongs to them."""
    elisions: tuple[str, ...] = ()
    """Articles and the like that lose their vowel (`l`)."""
    statement_headings: tuple[str, ...] = ()
    """How a heading begins that names the speaker of what follows (`statement by`)."""
    interviewer: Set = _NONE
    """Labels of questions (`q`)."""
    interviewee: Set = _NONE
    names_he: Set = _NONE
    """Given names; they only help to tell people apart and to see where a name begins."""
    names_she: Set = _NONE


@dataclass(frozen=True, slots=True)
class Lexis:
    """The words of a language, and what follows from them."""

    language: str
    words: AttributionWords
    token: re.Pattern[str]
    """A word or a sign."""
    narration: re.Pattern[str]
    sources: dict[str, tuple[tuple[str, ...], ...]]
    """What stands before a source, by its first word, the longest first."""
    own_sources: dict[str, tuple[tuple[str, ...], ...]]
    cue_phrases: dict[str, tuple[tuple[str, ...], ...]]
    """Verbs of saying in several words, by their first."""
    given_names: Set
    all_roles: Set
    all_honorifics: Set
    all_pronouns: Set
    not_names: Set
    bodies: Set
    """Nouns and legal forms of organisations."""
    pronouns: dict[str, str]
    """Those that show a man or a woman, with `he` or `she`."""
    known_roles: dict[str, bool] = field(default_factory=dict, compare=False)
    """What `is_role` has found out; the same words come again and again."""

    def is_role(self, lower: str) -> bool:
        """Return whether a word says what a person is."""
        known = self.known_roles.get(lower)
        if known is None:
            known = self.known_roles[lower] = self._is_role(lower)
        return known

    def _is_role(self, lower: str) -> bool:
        if lower in self.all_roles:
            return True
        if "/" in lower:  # `president/CEO`
            return any(part in self.all_roles for part in lower.split("/"))
        if lower.endswith("s") and len(lower) > 4:
            if self.language in ("en", "fr", "es") and lower[:-1] in self.all_roles:
                return True
            if self.language == "es" and lower.endswith("es"):
                stem = lower[:-2]
                return stem in self.all_roles or f"{stem[:-1]}z" in self.all_roles
        for prefix in _ROLE_PREFIXES:
            if lower.startswith(prefix) and lower[len(prefix) :] in self.all_roles:
                return True
        if not self.words.role_suffixes or len(lower) < 6:
            return False
        return lower.rsplit("-", 1)[-1].endswith(self.words.role_suffixes)

    def gender_of(self, lower: str) -> str | None:
        """Return `he` or `she` where a title, role, pronoun or given name shows it."""
        words = self.words
        if lower in words.honorifics_he or lower in words.names_he or lower in words.pronouns_he:
            return "he"
        if lower in words.honorifics_she or lower in words.names_she:
            return "she"
        if lower in words.pronouns_she or lower in words.roles_she:
            return "she"
        if lower in words.roles_he:
            return "he"
        if words.contractions and lower.removesuffix("s") in words.roles_she:
            return "she"  # "las regidoras"
        if words.role_suffixes and self.is_role(lower):
            return "she" if lower.endswith(words.role_suffixes_she) else None
        return None

    def introduces_term(self, lower: str) -> bool:
        """Return whether a word names what the quoted words after it are: `Thesenpapier`."""
        known = self.words.term_introducers
        if lower in known or not self.words.verb_second:
            return lower in known
        return any(len(end) > 4 and lower.endswith(end) for end in known)

    def is_title(self, lower: str) -> bool:
        """Return whether a word may stand before a name without being part of it."""
        return lower in self.all_honorifics or self.is_role(lower)


_ROLE_PREFIXES = ("ex-", "ex", "vice-", "vice", "co-", "co", "sub", "sous-", "super")
_WORD = r"[^\W_](?:[^\W_]|[.&/](?=[^\W_])|\.-(?=[^\W_])|['’‑-](?=[^\W_]))*"


_AFTER_ELISION = r"[aeiouyhœæà-åè-ïò-öù-ü]|(?-i:[A-Z]{2})"
_SIGN = r"--+|[.,;:!?…—–―()\[\]/•*|-]"


def _token_pattern(words: AttributionWords) -> re.Pattern[str]:
    elided = "|".join(sorted(words.elisions, key=len, reverse=True))
    # A vowel is lost before another vowel only: "M’Bala" and "N’Diaye" are names.
    elision = rf"\b(?:{elided})['’](?={_AFTER_ELISION})|" if elided else ""
    return re.compile(rf"{elision}(?:[^\W\d_]\.){{2,}}|{_WORD}|{_SIGN}", re.IGNORECASE)


def _narration_pattern(words: AttributionWords) -> re.Pattern[str]:
    cues = "|".join(sorted(map(re.escape, words.cues)))
    pronouns = "|".join(sorted(words.pronouns_he | words.pronouns_she))
    name = r"(?:[A-ZÀ-Þ][\w'’.-]*\s+){1,3}"
    return re.compile(
        rf"[,.!?…](?=\s+(?:(?:{cues})\s+(?:[a-zà-ÿ]+\s+)?[A-ZÀ-Þ]|{name}(?:{cues})\b"
        rf"|(?:{pronouns})\s+(?:{cues})\s*[.,]))"
    )


def _by_first_word(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        words = tuple(phrase.split())
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


@cache
def _lexis(language: str) -> Lexis:
    words = load_table(language, "attribution", AttributionWords)
    honorifics = words.honorifics | words.honorifics_he | words.honorifics_she
    pronouns = words.pronouns_he | words.pronouns_she | words.pronouns_they
    return Lexis(
        language=language,
        words=words,
        token=_token_pattern(words),
        narration=_narration_pattern(words),
        sources=_by_first_word(words.sources),
        own_sources=_by_first_word(words.own_sources),
        cue_phrases=_by_first_word(words.cue_phrases),
        given_names=words.names_he | words.names_she,
        all_roles=words.roles | words.roles_he | words.roles_she,
        all_honorifics=honorifics,
        all_pronouns=pronouns,
        bodies=words.institutions | words.company_forms,
        pronouns=dict.fromkeys(words.pronouns_he, "he") | dict.fromkeys(words.pronouns_she, "she"),
        not_names=words.never_names
        | words.determiners
        | words.prepositions
        | words.conjunctions
        | words.subordinators
        | words.adverbs
        | pronouns
        | words.cues,
    )


def load_lexis(language: str) -> Lexis:
    """Return the words of a language, English where it has no file; made once."""
    return _lexis(primary(language))
