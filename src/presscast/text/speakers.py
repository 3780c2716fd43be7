"""Noun phrases → the people and organisations that they mean in this release."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from presscast.model import BlockType, Person
from presscast.text.attribution_words import Lexis
from presscast.text.conversation_words import conversation_words
from presscast.text.entries import Entry
from presscast.text.issuing_bodies import names_in_full
from presscast.text.names import is_organization
from presscast.text.nominals import MOUTHPIECES, Phrase, PhraseKind
from presscast.text.people import Register
from presscast.text.roles import title_words

_AGE = re.compile(r"\d{1,3}-(?:year|jährig)", re.IGNORECASE)
_AGED = re.compile(r" (?:de|d['’]) ?\d{1,3} (?:años|ans)\Z")
"""An age after a description: `el productor de 46 años`."""
_NEAR = 400
"""Characters within which an office may be another word for the person named before."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A speaker, by the fullest name, and how sure the way to it is."""

    name: str
    role: str | None
    kind: str
    """`person` or `organization`."""
    certainty: float = 1.0
    reason: str = ""
    entry: str | None = None
    """The key in the register, where it is there."""


class Speakers:
    """Resolves phrases, and remembers who has spoken."""

    def __init__(self, text: str, register: Register, lexis: Lexis) -> None:
        self._text = text
        self._register = register
        self._lexis = lexis
        self._bodies: dict[str, str] | None = None
        """Found when first asked for."""
        self._heard: dict[str, Identity] = {}
        self._aliases: dict[str, set[str]] = {}
        self._pronouns: dict[str, str] = {}
        self.last: tuple[int, Identity] | None = None
        self.last_person: tuple[int, str] | None = None

    def spoke(self, position: int, identity: Identity) -> None:
        """Remember that somebody has spoken up to a place of the text."""
        self.last = (position, replace(identity, certainty=1.0, reason=""))
        self._heard.setdefault(identity.name, identity)
        if identity.entry is not None:
            self.last_person = (position, identity.entry)

    def latest_mention(self, position: int, *, besides: str | None = None) -> int:
        """Return where the last person before a place is named; -1 where nobody is.

        `besides` passes over that speaker, and whom a sentence only mentions after a preposition.
        """
        mentions = self._register.mentions
        index = bisect_left(mentions, position, key=lambda mention: mention.position)
        while besides is not None and index:
            mention = mentions[index - 1]
            if not mention.oblique and mention.name != besides:
                break
            index -= 1
        return mentions[index - 1].position if index else -1

    def of(self, entry: Entry) -> Identity:
        """Return the identity of somebody in the register."""
        return Identity(entry.name, entry.role, "person", entry=entry.name)

    def knows(self, identity: Identity) -> bool:
        """Return whether somebody is surely a person, or is a body."""
        entry = self._register.entries.get(identity.entry or "")
        return entry.evident if entry is not None else identity.kind == "organization"

    def headline(self) -> Identity | None:
        """Return the one person that the release is about, where there is only one."""
        contacts = [
            passage.tokens
            for passage in self._register.passages
            if passage.type is BlockType.CONTACT and passage.tokens
        ]
        entries = self._register.entries.values()
        evident = [
            entry
            for entry in entries
            if entry.evident
            and not entry.headline
            and not any(tokens[0].start <= entry.position <= tokens[-1].end for tokens in contacts)
        ]
        return self.of(evident[0]) if len(evident) == 1 else None

    def identify(self, phrase: Phrase, position: int) -> Identity | None:
        """Return whom a phrase means; None where it is a pronoun for nobody."""
        identity = self._identify(phrase, position)
        if identity is None or not phrase.others:
            return identity
        others = [self._identify(other, position) for other in phrase.others]
        names = [identity.name] + [other.name for other in others if other is not None]
        joint = _and(self._lexis.language).join(names)
        return Identity(joint, identity.role, identity.kind, 0.9, "they speak together")

    def _identify(self, phrase: Phrase, position: int) -> Identity | None:
        if phrase.kind is PhraseKind.NAME:
            return self._named(phrase, position)
        if phrase.kind is PhraseKind.PRONOUN:
            return self._pronoun(phrase)
        if phrase.kind is PhraseKind.OFFICE:
            alone = len(phrase.words) == 1 and phrase.words[0][0].isupper()
            if alone and self._register.person(phrase.words, position, None) is not None:
                return self._named(phrase, position)  # a surname that is a trade: "Baker said"
            return self._office(phrase)
        author = self._author(phrase, position)
        if author is not None:
            return author
        if any(_AGE.match(word) for word in phrase.words):
            entry = self._register.recent(phrase.span.start, phrase.gender, self.last_person)
            if entry is not None:
                reason = f"“{phrase.text}” is {entry.name}, whom the text before is about"
                return replace(self.of(entry), certainty=0.8, reason=reason)
        words = [w for w in phrase.words if w.lower() not in self._lexis.words.determiners]
        full = self._register.organization(words)
        if full is not None:
            self._aliases.setdefault(full, set()).add(phrase.text)
            return Identity(full, None, "organization", 0.95, f"“{phrase.text}” is {full}")
        issuer = self._issuer(phrase, words)
        if issuer is not None:
            self._aliases.setdefault(issuer, set()).add(phrase.text)
            return Identity(issuer, None, "organization", 0.9, f"“{phrase.text}” is {issuer}")
        certainty = 0.95 if phrase.kind is PhraseKind.ORGANIZATION else 0.6
        if phrase.text in conversation_words(self._lexis.language).impersonal:
            certainty = 0.3  # "heißt es": nobody
        return Identity(phrase.text, None, "organization", certainty)

    def _author(self, phrase: Phrase, position: int) -> Identity | None:
        """Return whose words state something: `Lake’s statement`."""
        if phrase.head not in self._lexis.words.own_words:
            return None
        for index, word in enumerate(phrase.words):
            if word.endswith(("’s", "'s", "s’", "s'")):
                name = [*phrase.words[:index], word.removesuffix("s").rstrip("’'")]
                entry = self._register.person([w for w in name if w[0].isupper()], position, None)
                if entry is None:
                    return None
                return replace(self.of(entry), certainty=0.95, reason=f"“{phrase.text}” is theirs")
        return None

    def _issuer(self, phrase: Phrase, words: Sequence[str]) -> str | None:
        """Return the full name of the one body that `the ministry` can mean."""
        if phrase.kind is not PhraseKind.ORGANIZATION or len(words) != 1 or not phrase.definite:
            return None
        if self._bodies is None:
            self._bodies = names_in_full(self._register.passages, self._lexis)
        return self._bodies.get(phrase.head or words[0].lower())

    def _named(self, phrase: Phrase, position: int) -> Identity:
        entry = self._register.person(phrase.words, position, phrase.gender)
        if entry is None:
            if is_organization(phrase.words, self._lexis) or len(phrase.words) == 1:
                full = self._register.organization(phrase.words)
                if full is not None and phrase.role is None:
                    return Identity(full, None, "organization", 0.95)
            organization = is_organization(phrase.words, self._lexis) and phrase.role is None
            kind = "organization" if organization else "person"
            certainty = 0.97 if len(phrase.words) > 1 or phrase.role else 0.85
            return Identity(phrase.text, phrase.role, kind, certainty)
        self._aliases.setdefault(entry.name, set()).add(phrase.text)
        role = phrase.role
        entry.role = entry.role or role
        entry.evident = entry.evident or role is not None
        if role is None or (entry.role is not None and len(entry.role) > len(role)):
            role = entry.role or role
        reason = "" if phrase.text == entry.name else f"that is {entry.name}"
        return Identity(entry.name, role, "person", 1.0, reason, entry.name)

    def _pronoun(self, phrase: Phrase) -> Identity | None:
        gender = phrase.gender if phrase.gender in ("he", "she") else None
        if gender is None and self.last is not None:
            return replace(self.last[1], certainty=0.75, reason="the speaker before goes on")
        described = self._described(phrase)
        if described is not None:
            return described
        entry = self._register.recent(phrase.span.start, gender, self.last_person)
        if entry is None:
            return None
        if phrase.gender is not None:
            self._pronouns.setdefault(entry.name, phrase.gender)
            entry.gender = entry.gender or gender
        reason = f"“{phrase.text}” is {entry.name}, whom the text before is about"
        sure = 0.92 if entry.gender is not None else 0.85
        return replace(self.of(entry), certainty=sure, reason=reason)

    def _described(self, phrase: Phrase) -> Identity | None:
        """Return whoever spoke last without a name, where nobody has been named since."""
        if self.last is None:
            return None
        position, spoken = self.last
        if spoken.kind != "person" or spoken.entry is not None:
            return None
        if self.latest_mention(phrase.span.start) > position:
            return None
        head = spoken.name.split()
        genders = {self._lexis.gender_of(word.lower()) for word in head} - {None}
        if genders and phrase.gender not in genders:
            return None
        return replace(spoken, certainty=0.8, reason=f"“{phrase.text}” is “{spoken.name}”")

    def _office(self, phrase: Phrase) -> Identity | None:
        if phrase.definite and phrase.head:
            entry = self._register.by_role(
                phrase.head, phrase.span.start, phrase.gender, phrase.words
            )
            if entry is not None:
                reason = f"“{phrase.text}” is {entry.name}"
                return replace(self.of(entry), certainty=0.9, reason=reason)
            if (
                len(_AGED.sub("", phrase.text).split()) <= 3
                and not phrase.head.startswith(MOUTHPIECES)
                and not title_words(phrase.head, phrase.words, self._lexis)
            ):
                entry = self._register.recent(phrase.span.start, phrase.gender, self.last_person)
                near = phrase.span.start - self._named_at(phrase) < _NEAR
                if entry is not None and self._contested(phrase):
                    return Identity(phrase.text, None, "person", 0.7)
                if entry is not None and (near or self._alone()):
                    reason = f"“{phrase.text}” is {entry.name}, whom the text before is about"
                    return replace(self.of(entry), certainty=0.78, reason=reason)
        return Identity(phrase.text, None, "person", 0.85)

    def _contested(self, phrase: Phrase) -> bool:
        """Return whether the sentence before names several people who might be meant.

        Nothing but the words of the description would tell them apart: `el líder ugetista`.
        """
        if len(phrase.words) < 3:
            return False
        mentions = self._register.mentions
        at = bisect_left(mentions, phrase.span.start, key=lambda mention: mention.position)
        sentence = mentions[at - 1].sentence if at else -1
        latest = {m.name for m in mentions[max(0, at - 8) : at] if m.sentence == sentence}
        entries = [self._register.entries[name] for name in latest]
        return sum(e.evident and e.gender in (None, phrase.gender) for e in entries) > 1

    def _alone(self) -> bool:
        """Return whether the text names one person only, and no office of theirs."""
        names = {mention.name for mention in self._register.mentions}
        return len(names) == 1 and self._register.entries[names.pop()].role is None

    def _named_at(self, phrase: Phrase) -> int:
        spoken = self.last_person[0] if self.last_person else -_NEAR
        return max(spoken, self.latest_mention(phrase.span.start))

    def people(self) -> tuple[Person, ...]:
        """Return the people of the release and the organisations that speak in it."""
        found: list[Person] = []
        seen: set[str] = set()
        for entry in sorted(self._register.entries.values(), key=lambda e: e.position):
            if not entry.evident or entry.headline or entry.nameless:
                continue
            best = self._register.person(entry.words, entry.position, None)
            if best is not None and best.name != entry.name:
                self._aliases.setdefault(best.name, set()).add(entry.name)
                continue
            seen.add(entry.name)
            kind = "organization" if _is_body(entry.role, self._lexis) else "person"
            found.append(self._person(entry.name, kind, entry.role, len(found)))
        for identity in self._heard.values():
            if identity.name not in seen:
                seen.add(identity.name)
                found.append(self._person(identity.name, identity.kind, identity.role, len(found)))
        return tuple(found)

    def _person(self, name: str, kind: str, role: str | None, number: int) -> Person:
        aliases = tuple(sorted(self._aliases.get(name, set()) - {name}))
        return Person(f"p{number + 1}", name, kind, role, aliases, self._pronouns.get(name))


def _is_body(role: str | None, lexis: Lexis) -> bool:
    """Return whether an apposition tells of an organisation: `a legal services organization`."""
    words = (role or "").split()
    if not words or words[0].lower() not in lexis.words.determiners:
        return False
    head = ""
    for word in words[1:]:
        bare = word.strip(",").lower()
        if bare in lexis.words.prepositions or bare in lexis.words.relatives or bare[-3:] == "ing":
            break
        head = bare if word.islower() else ""
        if word.endswith(","):
            break
    return head in lexis.words.institutions


def _and(language: str) -> str:
    words = {"es": " y ", "fr": " et ", "de": " und ", "it": " e ", "pt": " e "}
    return words.get(language, " and ")
