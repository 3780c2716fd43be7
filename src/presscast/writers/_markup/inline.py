"""Marks over a text that may cross each other, written as elements that nest."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from presscast.model import Span

# One character for one: word times count the characters of the text.
_NOT_IN_XML = dict.fromkeys(
    (
        *range(0x09),
        0x0B,
        0x0C,
        *range(0x0E, 0x20),
        *range(0x7F, 0xA0),
        *range(0xD800, 0xE000),
        0xFFFE,
        0xFFFF,
    ),
    "\N{REPLACEMENT CHARACTER}",
)


@dataclass(frozen=True, slots=True)
class Inline:
    """An element over a span: its start tag, well formed as XML too, and its end tag."""

    span: Span
    start_tag: str
    end_tag: str


@dataclass(frozen=True, slots=True)
class Layer:
    """Elements that do not overlap one another; where they do, the first one wins."""

    elements: tuple[Inline, ...]


def mark_up(text: str, span: Span, layers: tuple[Layer, ...]) -> Markup:
    """Return the characters of a span, escaped, inside the elements of each layer.

    The first layer is the outermost. An element that crosses one of an outer layer is split, so
    that the result nests; an element of the first layer is never split.
    """
    clipped = tuple(_clipped(layer, span) for layer in layers)
    edges = sorted(
        {span.start, span.end}.union(*(edge for layer in clipped for (edge, _) in layer))
    )
    written: list[str] = []
    opened: list[tuple[int, Inline]] = []
    for start, end in pairwise(edges):
        wanted = [
            (depth, element)
            for depth, layer in enumerate(clipped)
            for (at, element) in layer
            if at.start <= start < at.end
        ]
        kept = 0
        while kept < min(len(opened), len(wanted)) and opened[kept] == wanted[kept]:
            kept += 1
        written.extend(element.end_tag for _, element in reversed(opened[kept:]))
        written.extend(element.start_tag for _, element in wanted[kept:])
        written.append(str(escape(text[start:end].translate(_NOT_IN_XML))))
        opened = wanted
    written.extend(element.end_tag for _, element in reversed(opened))
    return Markup("".join(written))  # noqa: S704  every character was escaped above


def _clipped(layer: Layer, span: Span) -> tuple[tuple[Span, Inline], ...]:
    found: list[tuple[Span, Inline]] = []
    reached = span.start
    for element in sorted(layer.elements, key=lambda element: element.span):
        start = max(reached, element.span.start)
        end = min(span.end, element.span.end)
        if start < end:
            found.append((Span(start, end), element))
            reached = end
    return tuple(found)
