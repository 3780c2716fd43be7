"""What is decided on each quote of a release, and the result that is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from presscast.model import Attribution, Person, Quote, Span
from presscast.text.findings import Finding
from presscast.text.marks import MarkedSpan
from presscast.text.quotes import Shape
from presscast.text.speakers import Identity, Speakers


@dataclass(frozen=True, slots=True)
class Attributed:
    """The quotes of a release, the people in it, and what the publisher should look at."""

    quotes: tuple[Quote, ...]
    people: tuple[Person, ...]
    warnings: tuple[str, ...]


@dataclass(slots=True)
class Decision:
    """What is known of a quote so far."""

    quote: MarkedSpan
    shape: Shape
    speech: bool = False
    identity: Identity | None = None
    finding: Finding | None = None
    group: int = -1
    confidence: float = 0.0
    reason: str = ""
    named: Span | None = None
    """The words that name the speaker of what stands without marks."""


def attributed(text: str, decisions: Sequence[Decision], speakers: Speakers) -> Attributed:
    """Return what was decided on each quote, in order, with the people and the warnings."""
    quotes: list[Quote] = []
    warnings: list[str] = []
    for index, decision in enumerate(decisions):
        span = decision.quote.inner
        inner = text[span.start : span.end]
        start = " ".join(inner.split()[:6])
        attribution = None
        if decision.speech and decision.identity is not None:
            finding = decision.finding
            attribution = Attribution(
                speaker=decision.identity.name,
                role=decision.identity.role,
                cue=finding.cue if finding else None,
                span=finding.phrase.span if finding and finding.phrase else decision.named,
                confidence=round(min(1.0, decision.confidence), 2),
                reason=decision.reason,
            )
        elif decision.speech:
            warnings.append(f"nobody is named as the speaker of “{start} …”")
        if decision.speech and not decision.quote.closed and decision.quote.opened:
            following = decisions[index + 1 : index + 2]
            if not following or not following[0].quote.continues:
                warnings.append(f"the quotation “{start} …” is not closed")
        group = f"q{decision.group}" if decision.speech and decision.group >= 0 else None
        quotes.append(Quote(span, inner, attribution, group, decision.speech))
    return Attributed(tuple(quotes), speakers.people(), tuple(warnings))
