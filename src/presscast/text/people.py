"""The people and organisations of a release: every form of a name leads to the fullest one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from presscast.model import BlockType
from presscast.text.attribution_words import Lexis
from presscast.text.entries import Entry, Mention, does_something, is_oblique
from presscast.text.nameless import described, unheld, whose
from presscast.text.names import (
    NameRun,
    agree,
    are_surnames,
    fold,
    is_initial,
    is_personal,
    is_plural_office,
    name_runs,
    named_after,
    opens_title,
    solid,
    tells_age,
    tells_office,
    trimmed,
)
from presscast.text.narration import Token, is_terminal
from presscast.text.roles import (
    ROLE_REACH,
    after_office,
    is_elsewhere,
    joined,
    may_hold,
    named_as,
    role_after,
    role_before,
    roles_match,
    shared_words,
    stretch_after,
    stretch_before,
    title_words,
)

_HEADLINES = frozenset(
    (
        BlockType.HEADLINE,
        BlockType.SUBHEADLINE,
        BlockType.HEADING,
        BlockType.RELEASE_HEADER,
        BlockType.FURNITURE,
        BlockType.FOOTER,
        BlockType.CTA,
    )
)
_LOOK_BACK = 80
"""Mentions that a pronoun looks back over."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as tokens, and the kind of block that it is."""

    type: BlockType
    tokens: tuple[Token, ...]


class Register:
    """Who is named in a release. Built once, then asked."""

    def __init__(self, passages: Sequence[Passage], lexis: Lexis) -> None:
        self._lexis = lexis
        self.passages = passages
        self.entries: dict[str, Entry] = {}
        self._by_surname: dict[str, list[Entry]] = {}
        self._by_given: dict[str, list[Entry]] = {}
        self._acronyms: dict[str, str] = {}
        self._organizations: dict[str, str] = {}
        self.mentions: list[Mention] = []
        self._positions: list[int] = []
        runs = [name_runs(passage.tokens, lexis) for passage in passages]
        for passage, found in zip(passages, runs, strict=True):
            for run in found:
                self._learn(passage, trimmed(run, lexis))
            if passage.type is not BlockType.FURNITURE:
                self._learn_organizations(passage)
        for passage, found in zip(passages, runs, strict=True):
            if passage.type not in _HEADLINES:
                for run in found:
                    self._learn_titled(passage, run)
        sentence = 0
        for passage, found in zip(passages, runs, strict=True):
            if passage.type is BlockType.FURNITURE:
                continue
            sentence = self._mention(passage, found, sentence + 1)

    # -- learning ------------------------------------------------------------------------------

    def _learn(self, passage: Passage, run: NameRun) -> None:
        if not is_personal(run.words, self._lexis) or named_after(passage.tokens, run, self._lexis):
            return
        headline = passage.type in _HEADLINES
        if headline and len(run.words) > 3:
            return
        tokens = passage.tokens
        start = tokens[run.first].start
        opens = start == tokens[0].start and run.titles == run.first
        if opens and run.words[0].lower() in self._lexis.not_names:
            return
        if tells_office(tokens, run, self._lexis) or opens_title(tokens, run, self._lexis):
            return
        name = run.text
        entry = self.entries.get(name)
        if entry is None:
            entry = Entry(name, run.words, start, solid(run.words), headline=headline)
            self.entries[name] = entry
            for word in set(entry.folded[1:]):
                self._by_surname.setdefault(word, []).append(entry)
            self._by_given.setdefault(entry.folded[0], []).append(entry)
        entry.headline = entry.headline and headline
        titles = [token for token in tokens[run.titles : run.first] if token.is_word]
        earlier = tokens[max(0, run.titles - 2) : run.titles]
        entry.roles.update(title.lower for title in titles)
        entry.roles |= {token.lower for token in earlier} & self._lexis.words.formerly
        self._gender(entry, [title.lower for title in titles])
        before = None if headline else role_before(tokens, run, self._lexis)
        introduced = before is not None and (
            run.titles == run.first or tokens[run.titles - 1].text == ","
        )
        role = role_after(tokens, run, self._lexis)
        role = None if introduced and not (role or "").endswith(")") else role  # `Sen. X (R-Ohio)`
        if role is not None and entry.role is None:
            entry.role = role
        words = [
            token.lower
            for token in tokens[run.last : run.last + ROLE_REACH]
            if token.is_word and self._lexis.is_role(token.lower)
        ]
        if role is not None:
            entry.roles.update(word for word in words if word in role.lower())
            self._gender(entry, [word for word in words if word in role.lower()])
        entry.offices |= named_as(tokens, run.last, self._lexis)
        given = run.words[0].lower()
        entry.evident = entry.evident or bool(titles) or role is not None or tells_age(tokens, run)
        if given in self._lexis.given_names:
            entry.evident = True
            self._gender(entry, [given])
        if before is not None:
            entry.evident = True
            entry.roles.update(word for word in before.lower().split())
            self._gender(entry, before.lower().split())
            entry.role = entry.role or before

    def _learn_titled(self, passage: Passage, run: NameRun) -> None:
        """Learn somebody of whom the release gives a title and a surname only: `Chairman Lee`."""
        tokens = passage.tokens
        untitled = len(run.words) != 1 or run.titles == run.first
        if untitled or tells_office(tokens, run, self._lexis):
            return
        titles = tokens[run.titles : run.first]
        plural = is_plural_office(titles[-1].lower, self._lexis)
        if plural or any(not title.is_capitalised or not title.is_word for title in titles):
            return
        polite = any(title.lower in self._lexis.all_honorifics for title in titles)
        if run.words[0].lower() in self._lexis.words.institutions and not polite:
            return  # "Premier League"
        start = tokens[run.titles].start
        if self._find(run.words, start, None) is not None:
            return
        name = joined(tokens[run.titles : run.first]) + " " + run.words[0]
        entry = Entry(name, (name,), start, solid(run.words), evident=True)
        entry.roles.update(title.lower for title in titles)
        self._gender(entry, [title.lower for title in titles])
        self.entries[name] = entry
        self._by_surname.setdefault(entry.folded[0], []).append(entry)

    def _gender(self, entry: Entry, lowers: Iterable[str]) -> None:
        if entry.gender is None:
            entry.gender = next(filter(None, map(self._lexis.gender_of, lowers)), None)

    def _learn_organizations(self, passage: Passage) -> None:
        tokens = passage.tokens
        for index, token in enumerate(tokens):
            if token.text != "(" or index + 2 >= len(tokens) or tokens[index + 2].text != ")":
                continue
            acronym = tokens[index + 1].text
            if not (2 <= len(acronym) <= 10 and sum(c.isupper() for c in acronym) >= 2):
                continue
            begin = stretch_before(tokens, index)
            words = [t.text for t in tokens[begin:index]]
            if begin < index and tokens[begin].lower in self._lexis.words.determiners:
                begin += 1
            if len(words) >= 2:
                self._acronyms.setdefault(acronym, joined(tokens[begin:index]))
        bodies = self._lexis.bodies
        index = 0
        while index < len(tokens):
            end = stretch_after(tokens, index, self._lexis)
            if end - index >= 2:
                begin = after_office(tokens, index, end, self._lexis)
                begin += tokens[begin].lower in self._lexis.words.determiners
                words = [token.text for token in tokens[begin:end]]
                if not bodies.isdisjoint(word.lower() for word in words):
                    name = joined(tokens[begin:end])
                    for word in words:
                        if word[0].isupper():
                            self._organizations.setdefault(fold(word), name)
                index = end
            else:
                index += 1

    def _mention(self, passage: Passage, runs: Sequence[NameRun], sentence: int) -> int:
        tokens = passage.tokens
        at = 0
        apart: str | None = None
        reported = False
        """Whether all of the sentence is what the one whom the pronoun means says."""
        found = unheld(described(tokens, self._lexis), self.entries.values())
        nobody = self._nameless(found, tokens[0].start) if found else None
        if nobody is not None:
            self._remember(Mention(tokens[0].start, sentence, oblique=False, name=nobody.name))
        for run in runs:
            while at < run.first:
                if is_terminal(tokens, at, self._lexis) or tokens[at].quote >= 0:
                    sentence += 1
                    apart, reported = None, False
                elif tokens[at].lower in self._lexis.pronouns:
                    apart = self._lexis.pronouns[tokens[at].lower]
                    reported = tokens[at + 1].lower in self._lexis.words.cues
                elif tokens[at].text == "," and not reported:
                    apart = None
                at += 1
            kept = trimmed(run, self._lexis)
            entry = self._find(kept.words, tokens[kept.first].start, None)
            if run.possessive:
                entry = self._nameless(whose(tokens, run, self._lexis), tokens[run.first].start)
            if (
                entry is not None
                and len(kept.words) == 1
                and fold(kept.words[0]) == entry.folded[-1]
            ):
                entry.evident = True  # only people go by their last word
            noun = len(kept.words) == 1 or self._lexis.words.verb_second  # "Schritt Warnhinweise"
            if entry is None or entry.headline or (noun and not entry.evident):
                continue
            if named_after(tokens, kept, self._lexis):
                continue
            oblique = is_oblique(tokens, run.titles, self._lexis)
            position = tokens[run.first].start
            acts = (
                not oblique
                and len(kept.words) > 1
                and does_something(tokens, kept.last, self._lexis)
            )
            self._remember(Mention(position, sentence, oblique, entry.name, apart, acts))
        while at < len(tokens):
            sentence += is_terminal(tokens, at, self._lexis) or tokens[at].quote >= 0
            at += 1
        return sentence

    def _remember(self, mention: Mention) -> None:
        self.mentions.append(mention)
        self._positions.append(mention.position)

    def _nameless(self, found: tuple[str, str] | None, start: int) -> Entry | None:
        """Return somebody known without a name; `found` is how they are called, and their noun."""
        if found is None:
            return None
        name, noun = found
        entry = self.entries.get(name)
        if entry is None:
            entry = Entry(name, (name,), start, (fold(name),), evident=True, nameless=True)
            entry.roles.add(noun)
            self._gender(entry, (noun,))
            self.entries[name] = entry
        return entry

    # -- asking --------------------------------------------------------------------------------

    def _find(self, words: Sequence[str], position: int, gender: str | None) -> Entry | None:
        folded = solid(words)
        if not folded:
            return None
        last = folded[-1]
        if len(folded) == 1:
            named = self._by_surname.get(last, [])
            known = [entry for entry in named if entry.position <= position] or named
            final = [entry for entry in known if entry.folded[-1] == last]
            named = final or known or self._by_given.get(last, [])
        else:
            named = [
                entry
                for entry in self._by_surname.get(last, [])
                if agree(folded, entry.folded) or are_surnames(folded, entry.folded)
            ]
            if not named:
                named = [
                    entry
                    for entry in self._by_surname.get(folded[1], [])
                    if agree(folded, entry.folded)
                ]
        if not named and len(words) == 2 and words[0].isupper() and not is_initial(words[0]):
            return self._find(words[1:], position, gender)  # "SAC Farrell"
        if not named:
            return None
        body = [entry for entry in named if not entry.headline] or named
        fitting = [e for e in body if gender is None or e.gender in (None, gender)] or body
        evident = [entry for entry in fitting if entry.evident] or fitting
        earlier = [entry for entry in evident if entry.position <= position]
        nearest = max(earlier, key=lambda e: e.position) if earlier else evident[0]
        same = [entry for entry in evident if agree(nearest.folded, entry.folded)]
        return max(same or [nearest], key=lambda e: (len(e.folded), e.evident, -e.position))

    def person(self, words: Sequence[str], position: int, gender: str | None) -> Entry | None:
        """Return whom a name means at a place of the text; None where no fuller name is known."""
        return self._find(words, position, gender)

    def organization(self, words: Sequence[str]) -> str | None:
        """Return the full name of an organisation; None where only this form is known."""
        if len(words) == 1:
            word = words[0]
            if word in self._acronyms:
                return self._acronyms[word]
            if word[0].isupper():
                return self._organizations.get(fold(word))
        return None

    def recent(
        self, position: int, gender: str | None, spoken: tuple[int, str] | None
    ) -> Entry | None:
        """Return the person whom a pronoun at a place means.

        `spoken` is the position and the name of the last attribution, which may itself have been
        by a pronoun. What a sentence is about goes before whom it merely mentions.
        """
        index = bisect_left(self._positions, position)
        best: Mention | None = None
        thing: Mention | None = None
        """What may be no person, for want of anybody."""
        for mention in reversed(self.mentions[max(0, index - _LOOK_BACK) : index]):
            if best is not None and mention.sentence != best.sentence:
                break
            if spoken is not None and mention.position < spoken[0] and best is None:
                entry = self.entries.get(spoken[1])
                if entry is not None and self._fits(entry, gender):
                    return entry
            if not self._fits(self.entries[mention.name], gender):
                continue
            if gender is not None and mention.apart == gender:
                continue
            if not self.entries[mention.name].evident and not (mention.acts and gender):
                thing = thing or mention
                continue
            if best is None or self._rank(mention) >= self._rank(best):
                best = mention
        if best is None and spoken is not None:
            entry = self.entries.get(spoken[1])
            if entry is not None and self._fits(entry, gender):
                return entry
        best = best or thing
        return self.entries[best.name] if best else None

    def _rank(self, mention: Mention) -> tuple[bool, bool]:
        """Return how well a pronoun can go back to a mention: a subject, then a person."""
        return not mention.oblique, self.entries[mention.name].evident

    def _fits(self, entry: Entry, gender: str | None) -> bool:
        return gender is None or entry.gender is None or entry.gender == gender

    def by_role(
        self, head: str, position: int, gender: str | None, words: Sequence[str] = ()
    ) -> Entry | None:
        """Return the person last named before a place who holds an office, else the first."""
        index = bisect_left(self._positions, position)
        nearby = reversed(self.mentions[max(0, index - _LOOK_BACK) : index])
        names = dict.fromkeys(mention.name for mention in nearby)
        names.update(dict.fromkeys(islice(self.entries, _LOOK_BACK)))
        fitting = [self.entries[name] for name in names if self._fits(self.entries[name], gender)]
        gone = self._lexis.words.formerly.difference(word.lower() for word in words)
        fitting.sort(key=lambda e: not gone.isdisjoint(e.roles))
        present = [e for e in fitting if gone.isdisjoint(e.roles)]
        holders = [e for e in present if any(roles_match(head, role) for role in e.roles)]
        if not holders:
            holders = [e for e in fitting if head in e.offices]
        if not holders:
            offices = self._lexis.words.offices
            meant = offices.get(head, offices.get(head.rsplit("-", 1)[-1], frozenset()))
            holders = [e for e in fitting if not e.roles.isdisjoint(meant)]
        if not holders:
            return None
        asked = title_words(head, words, self._lexis)
        holders = [e for e in holders if not asked or may_hold(asked, head, e.roles, e.role)]
        holders = [e for e in holders if not is_elsewhere(head, words, e.role, self._lexis)]
        if len(holders) > 1 and len(words) > 1:
            return max(holders, key=lambda e: len(shared_words(words, e.role)))
        return holders[0] if holders else None
