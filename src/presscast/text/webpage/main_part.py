"""A page → the part of it that is the release, without what a site puts around every page.

The rule of doubt: what reads like prose stays. Chrome is known by its element, its role, its class
or by being made of links; never by being short.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from presscast.text.webpage.tree import BLOCK_TAGS, Element, is_hidden, silence, words

_NEVER_SHOWN = ("script", "style", "noscript", "template", "svg", "canvas", "iframe", "object")
_CHROME_TAGS = frozenset({"nav", "footer", "aside", "dialog", "menu"})
_CHROME_ROLES = frozenset(
    {"navigation", "contentinfo", "search", "complementary", "dialog", "alertdialog"}
    | {"menu", "menubar", "toolbar"}
)
_CONSENT_NAMES = frozenset({"cookie", "cookies", "consent", "gdpr", "onetrust"})
_SURE_NAMES = frozenset(
    {"nav", "navbar", "navigation", "breadcrumb", "breadcrumbs"}
    | {"share", "sharing", "sharer", "addthis", "addtoany", "sharethis"}
    | {"related", "recommended", "newsletter", "subscribe", "comments", "disqus", "pagination"}
    | {"pager", "skiplink", "advert", "advertisement", "paywall", "popup", "lightbox"}
)
# Of these, the ones that hold sentences of their own: an invitation, an announcement, an opinion.
_READING_NAMES = frozenset(
    {"related", "recommended", "newsletter", "subscribe", "comments", "disqus", "advert"}
    | {"advertisement", "paywall", "popup"}
)
_COOKIES = "cookie notices"
_HIDDEN = "hidden parts"
_SURE_SORTS = frozenset({_COOKIES, _HIDDEN})
_LIKELY_NAMES = frozenset(
    {"menu", "sidebar", "footer", "header", "masthead", "topbar", "toolbar", "social", "follow"}
    | {"banner", "promo", "modal", "overlay", "search", "login", "widget", "trending", "popular"}
    | {"teaser", "card", "cards", "tags", "tools", "links", "utility", "skip", "ad", "ads", "more"}
)
_CONTENT_TAGS = frozenset({"html", "body", "main", "article"})
_PROSE_CHARS = 60
_CONTACT_CHARS = 800
# As much as a site's own title over its articles; a date or a contact is longer.
_AROUND_CHARS = 16
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


@dataclass(frozen=True, slots=True)
class MainPart:
    """The element that holds the release, and a headline that stands outside it."""

    element: Element
    headline: Element | None
    contacts: tuple[Element, ...]
    """What stands beside the release and says whom to ask about it."""
    left_out: tuple[str, ...]
    """The sorts of things that were taken out, for the publisher."""


@dataclass(slots=True)
class _Measure:
    """Characters in an element: all, inside links, and in blocks that read like prose."""

    chars: int = 0
    linked: int = 0
    prose: int = 0

    @property
    def link_share(self) -> float:
        return self.linked / self.chars if self.chars else 0.0


def main_part(root: Element, titles: tuple[str, ...] = ()) -> MainPart:
    """Return the part of a page that is the release; the tree is changed.

    `titles` are what the page states as its title: a heading that agrees with one is kept even
    where the site sets it outside the main part.
    """
    for element in list(root.iterdescendants(*_NEVER_SHOWN)):
        silence(element)
    left_out = _without_chrome(root, titles)
    body = root.find("body")
    top = body if body is not None else root
    measures = _measured(top)
    chosen = _through_wrappers(_semantic_part(top, measures), measures)
    headline = _headline(top, titles)
    if headline is not None and _is_within(headline, chosen):
        headline = None
    contacts = tuple(
        element
        for element in top.iterdescendants(*_CHROME_TAGS, "section", "div")
        if _is_contact(element)
        and not _is_within(element, chosen)
        and not _is_within(chosen, element)
    )
    outermost = [e for e in contacts if not any(o is not e and _is_within(e, o) for o in contacts)]
    return MainPart(chosen, headline, tuple(outermost), left_out)


def _is_within(element: Element, outer: Element) -> bool:
    return element is outer or any(parent is outer for parent in element.iterancestors())


def _measured(top: Element) -> dict[Element, _Measure]:
    """Return the measures of an element and all below it, children before parents."""
    measures: dict[Element, _Measure] = {}
    flowing: dict[Element, tuple[int, int]] = {}
    for element in reversed(list(top.iter())):
        own = _Measure(chars=_visible(element.text))
        flow_chars, flow_linked = own.chars, 0
        for child in element:
            inner = measures[child]
            own.chars += inner.chars
            own.linked += inner.linked
            own.prose += inner.prose
            if child.tag not in BLOCK_TAGS:
                flow_chars += flowing[child][0]
                flow_linked += flowing[child][1]
            tail = _visible(child.tail)
            own.chars += tail
            flow_chars += tail
        if element.tag == "a":
            own.linked = own.chars
            flow_linked = flow_chars
        if element.tag in BLOCK_TAGS and flow_chars >= max(_PROSE_CHARS, 2 * flow_linked):
            own.prose += flow_chars
        flowing[element] = (flow_chars, flow_linked)
        measures[element] = own
    return measures


def _visible(text: str | None) -> int:
    return len(" ".join(text.split())) if text else 0


def _without_chrome(root: Element, titles: tuple[str, ...]) -> tuple[str, ...]:
    measures = _measured(root)
    total = max(1, measures[root].prose)
    headline = _headline(root, titles)
    kept = set() if headline is None else {headline, *headline.iterancestors()}
    doomed: list[tuple[Element, str]] = []
    for element in root.iterdescendants():
        measure = measures[element]
        if element in kept or element.tag in _CONTENT_TAGS or not measure.chars:
            continue
        sort = _chrome_sort(element, measure, measure.prose / total)
        if sort:
            doomed.append((element, sort))
    if _prose_under([e for e, sort in doomed if sort not in _SURE_SORTS], measures) * 2 > total:
        # A release cut into many small parts whose names all speak of navigation.
        doomed = [
            (element, sort)
            for element, sort in doomed
            if sort in _SURE_SORTS or measures[element].link_share > 0.5
        ]
    for element, _ in doomed:
        silence(element)
    return tuple(sorted({sort for _, sort in doomed}))


def _prose_under(elements: list[Element], measures: dict[Element, _Measure]) -> int:
    """Return the prose in elements, each counted once."""
    inside = set(elements)
    return sum(
        measures[element].prose
        for element in elements
        if not any(parent in inside for parent in element.iterancestors())
    )


def _chrome_sort(element: Element, measure: _Measure, prose_share: float) -> str:
    """Return what sort of chrome an element is, in words, or an empty string."""
    if prose_share < 0.9 and _names(element) & _CONSENT_NAMES:
        # Longer than many a release, so what it says has to agree with its name.
        return _COOKIES if "cookie" in words(element).lower() else ""
    if is_hidden(element):
        # Pages carry a release twice, for two sizes of screen; one that dims the page behind a
        # dialog carries it once, and hidden.
        return _HIDDEN if prose_share <= 0.5 else ""
    if prose_share >= 0.35:
        return ""  # whatever it is called, the release is in it
    inside = next((e.tag for e in element.iterancestors("article", "main")), None)
    tag, role = element.tag, (element.get("role") or "").lower()
    if tag == "nav" or role in {"navigation", "menu", "menubar", "toolbar", "search"}:
        return "navigation"
    if tag == "header" or role == "banner":
        if inside or (measure.link_share < 0.5 and _has_heading(element)):
            return ""
        return "navigation" if prose_share < 0.1 else ""
    if tag in _CHROME_TAGS or role in _CHROME_ROLES:
        # A release has its own footer and asides: contacts, pull quotes, notes to editors.
        if inside and measure.link_share < 0.5:
            return ""
        return "parts around the release" if not _is_contact(element) else ""
    return _named_sort(element, measure, prose_share)


def _named_sort(element: Element, measure: _Measure, prose_share: float) -> str:
    names = _names(element)
    sure = names & _SURE_NAMES
    if sure and prose_share < 0.15:
        if sure & {"share", "sharing", "sharer", "addthis", "addtoany", "sharethis"}:
            return "share buttons" if measure.prose < 300 else ""
        if sure & _READING_NAMES or not measure.prose or measure.link_share > 0.3:
            return "links to other pages"
    if names & _LIKELY_NAMES and measure.link_share > 0.5 and prose_share < 0.1:
        return "links to other pages"
    return ""


def _has_heading(element: Element) -> bool:
    return any(words(heading) for heading in element.iterdescendants("h1", "h2"))


def _names(element: Element) -> set[str]:
    stated = f"{element.get('class') or ''} {element.get('id') or ''}"
    return {word.lower() for word in _WORD.findall(stated)} if stated.strip() else set()


def _is_contact(element: Element) -> bool:
    """Return whether an element beside the release says whom to ask about it."""
    text = words(element)
    return len(text) < _CONTACT_CHARS and bool(
        re.search(r"[\w.+-]+@[\w-]+\.\w|\+?\d[\d ().-]{7,}\d", text)
        and re.search(r"contact|media|press|prensa|presse|stampa|imprensa", text, re.IGNORECASE)
        and not re.search(r"©|copyright|all rights reserved", text, re.IGNORECASE)
    )


def _semantic_part(top: Element, measures: dict[Element, _Measure]) -> Element:
    """Return the `main` or `article` that holds the prose, or `top` where none holds enough."""
    chosen = top
    marked = [e for e in top.iterdescendants() if e.tag == "main" or e.get("role") == "main"]
    for element in marked:
        if measures[element].prose >= 0.75 * measures[chosen].prose > 0:
            chosen = element
    articles = [
        element
        for element in chosen.iterdescendants("article")
        if not any(True for _ in element.iterancestors("article"))
    ]
    if not articles:
        return chosen
    largest = max(articles, key=lambda element: measures[element].prose)
    if measures[largest].prose < 0.75 * sum(measures[element].prose for element in articles):
        return chosen
    around = measures[chosen].chars - measures[chosen].linked
    around -= sum(measures[element].chars - measures[element].linked for element in articles)
    if around < _AROUND_CHARS and measures[largest].prose:
        return largest
    for element in articles:
        # Other releases, announced beside this one.
        if element is not largest and next(element.iter("a"), None) is not None:
            silence(element)
    return chosen


def _through_wrappers(top: Element, measures: dict[Element, _Measure]) -> Element:
    """Return the innermost element outside which there are only links, and no headings."""
    chosen = top
    while True:
        inner = max(chosen, key=lambda child: measures[child].prose, default=None)
        if inner is None or inner.tag not in BLOCK_TAGS or inner.tag == "p":
            return chosen
        outside = measures[chosen].chars - measures[inner].chars
        outside_linked = measures[chosen].linked - measures[inner].linked
        if measures[inner].prose < measures[chosen].prose or outside > outside_linked:
            return chosen
        if any(
            next(child.iter("h1", "h2", "h3"), None) is not None
            for child in chosen
            if child is not inner
        ):
            return chosen
        chosen = inner


def _headline(root: Element, titles: tuple[str, ...]) -> Element | None:
    """Return the first heading that agrees with a stated title, else None."""
    stated = [_letters(title) for title in titles if title]
    for heading in root.iterdescendants("h1", "h2"):
        text = _letters(words(heading))
        if len(text) >= 10 and any(text in title or title in text for title in stated if title):
            return heading
    return None


def _letters(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()
