"""Tables: which hold data, and how a row is read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from presscast.text.document import Run
from presscast.text.webpage.tree import Element, words

_LONGEST_CELL_CHARS = 160


def is_data_table(table: Element) -> bool:
    """Return whether a table holds data, rather than the layout of a page or letter."""
    if table.get("role") in {"presentation", "none"}:
        return False
    if any(True for _ in table.iterdescendants("table", "h1", "h2", "blockquote", "pre")):
        return False
    if any(True for _ in table.iterdescendants("th")):
        return True
    rows = [_cells(row) for row in _rows(table)]
    filled = [cells for cells in rows if len(cells) > 1]
    if len(filled) < 2 or len(filled) * 3 < len(rows) * 2:
        return False
    return all(len(words(cell)) <= _LONGEST_CELL_CHARS for cells in filled for cell in cells)


def row_runs(
    table: Element, inline: Callable[[Element], tuple[Run, ...]]
) -> Iterator[tuple[Run, ...]]:
    """Yield each row as `Header: cell; Header: cell`; a row of headers alone is yielded once.

    `inline` gives the words of a cell. Where a table has no headers, two cells are a name and its
    value, and more are parted by semicolons.
    """
    rows = _rows(table)
    headers: Sequence[str] = ()
    for number, row in enumerate(rows):
        cells = _cells(row)
        if number == 0 and len(rows) > 1 and _is_header(row, cells):
            headers = [words(cell) for cell in _spread(cells)]
            continue
        yield joined([inline(cell) for cell in _spread(cells)], headers)


def joined(cells: Sequence[tuple[Run, ...]], headers: Sequence[str]) -> tuple[Run, ...]:
    """Return the words of one row."""
    runs: list[Run] = []
    filled = [(index, cell) for index, cell in enumerate(cells) if cell]
    for place, (index, cell) in enumerate(filled):
        header = headers[index].rstrip(":") if index < len(headers) else ""
        if header:
            runs.append(Run(f"{header}: "))
        runs.extend(cell)
        if place < len(filled) - 1:
            pair = not headers and len(filled) == 2 and not cell[-1].text.rstrip().endswith(":")
            colon = cell[-1].text.rstrip().endswith(":")
            runs.append(Run(": " if pair else " " if colon else "; "))
    return tuple(runs)


def _is_header(row: Element, cells: Sequence[Element]) -> bool:
    if row.getparent().tag == "thead" or (cells and all(cell.tag == "th" for cell in cells)):
        return True
    # An empty corner over row headers leaves one <td> in a row of <th>; word processors only set
    # the row in bold type.
    named = [cell for cell in cells if cell.tag == "th" or _is_bold(cell)]
    return len(named) > 1 and all(cell in named or not words(cell) for cell in cells)


def _is_bold(cell: Element) -> bool:
    text = "".join(words(cell).split())
    bold = "".join("".join(part.itertext()) for part in cell.iter("b", "strong"))
    return bool(text) and "".join(bold.split()) == text


def _rows(table: Element) -> list[Element]:
    return [row for row in table.iterdescendants("tr") if len(row)]


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in {"td", "th"}]


def _spread(cells: Sequence[Element]) -> list[Element]:
    """Return the cells by column: one that spans two columns stands for both in the first."""
    spread: list[Element] = []
    for cell in cells:
        spread.append(cell)
        span = cell.get("colspan") or "1"
        width = int(span) if span.isdigit() and len(span) < 3 else 1
        spread.extend(cell.makeelement("td") for _ in range(width - 1))
    return spread
