"""Times as readers, browsers and talking-book players write them."""

from __future__ import annotations


def clock_time(ms: int) -> str:
    """Return a position for people: `1:03`, or `1:02:03` from an hour on."""
    seconds = ms // 1000
    hours, minutes = divmod(seconds // 60, 60)
    if hours:
        return f"{hours}:{minutes:02}:{seconds % 60:02}"
    return f"{minutes}:{seconds % 60:02}"


def iso_duration(ms: int) -> str:
    """Return a length as HTML's `datetime` and schema.org want it: `PT1M3S`."""
    seconds = ms // 1000
    hours, minutes = divmod(seconds // 60, 60)
    return (
        "PT"
        + (f"{hours}H" if hours else "")
        + (f"{minutes}M" if minutes else "")
        + f"{seconds % 60}S"
    )


def fragment_seconds(ms: int) -> str:
    """Return a position for a media fragment, with no trailing zeros: `63.2`."""
    return f"{ms / 1000:.3f}".rstrip("0").rstrip(".") or "0"


def smil_clock(ms: int) -> str:
    """Return a full SMIL clock value: `0:01:03.200`."""
    hours, rest = divmod(ms, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def whole_clock(ms: int) -> str:
    """Return a length in whole seconds as DAISY 2.02 totals want it: `00:01:03`."""
    seconds = round(ms / 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
