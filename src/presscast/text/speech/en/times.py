"""Times of day in English: `6:45 p.m. CT`, `9 a.m.–noon`, `0900 hours`."""

from __future__ import annotations

import re

from presscast.text.speech.en import numbers
from presscast.text.speech.line import Line, Reading

_ZONES = (
    r"(?:ET|EST|EDT|CT|CST|CDT|MT|MST|MDT|PT|PST|PDT|AKST|AKDT|HST|GMT|UTC|BST|CET|CEST|EET|IST|JST"
    r"|AEST|AEDT|Z)"
)
_HALF = r"(?P<half{n}>[AaPp])(?:\.\s?[Mm]\b\.?|[Mm]\b\.?)"
_TIME = re.compile(
    rf"(?P<hour>\d{{1,2}})(?:[:.hH](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?(?:\s?{_HALF.format(n='')})?"
    rf"(?:\s?(?P<dash>[-–—]|to)\s?(?P<hour2>\d{{1,2}})(?:[:.](?P<minute2>[0-5]\d))?\s?{_HALF.format(n='2')}"
    rf"|\s?(?P<dash3>[-–—])\s?(?P<hour3>\d{{1,2}}):(?P<minute3>[0-5]\d))?"
    rf"(?P<zone>(?:\s\(?|(?=Z)){_ZONES}(?:/{_ZONES})*\)?(?!\w|\.\w))?"
)
_MILITARY = re.compile(
    rf"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?=\s(?:hours|hrs|{_ZONES}|Zulu)\b)"
)
_QUARTER = re.compile(r"\d{1,2}\.(?:00|15|30|45)(?![\d%])")
_TO_NOON = re.compile(r"\s?(?P<dash>[-–—])\s?(?P<end>noon|midnight)\b")
# `9.30-15.30`, both on a quarter of an hour, are times even where a point is a decimal's.
_DOTTED_SPAN = re.compile(
    r"(?P<hour>\d{1,2})\.(?P<minute>00|15|30|45)(?P<dash>\s?[-–]\s?)(?P<hour2>\d{1,2})\.(?P<minute2>00|15|30|45)"
    r"(?![\d.%]|\s?(?:%|percent|(?:per|million|billion|points?|[kmcn]?[mg]|m[lg]|lbs?|ft)\b))"
)
_LAP = re.compile(
    r"(?P<first>\d{1,2})(?P<rest>(?::[0-5]\d){1,2})\.(?P<decimals>\d{1,3})(?!\d|\.\d)"
)
_OCLOCK = re.compile(r"\s?o['’]clock\b")


def read_time(line: Line, start: int) -> Reading | None:
    """Read a time of day or a span of hours, with its zone."""
    if military := _MILITARY.match(line.text, start):
        return Reading((line.say(*military.span(), _military(military)),), military.end())
    if lap := _LAP.match(line.text, start):
        return _lap(line, start, lap)
    span = _DOTTED_SPAN.match(line.text, start)
    if span and int(span["hour"]) < int(span["hour2"]) <= 24:
        tokens = [
            line.say(start, span.end("minute"), _clock(span["hour"], span["minute"], half=None)),
            line.say(*span.span("dash"), numbers.joint(line, start)),
            line.say(
                span.start("hour2"),
                span.end(),
                _clock(span["hour2"], span["minute2"], half=None),
            ),
        ]
        return Reading(tuple(tokens), span.end())
    found = _TIME.match(line.text, start)
    if not found:
        return None
    half, minute = found["half"], found["minute"]
    dotted = minute and line.text[found.end("hour")] == "."
    if not (half or found["half2"] or minute):
        return None
    if dotted and not half and not _is_british_time(line, start):
        return None
    if int(found["hour"]) > 24:
        return None
    stop = found.end("minute") if minute else found.end("hour")
    tokens = []
    clock = _clock(found["hour"], minute, half=half or found["half2"])
    if found["second"]:
        seconds = int(found["second"])
        clock += f" {numbers.cardinal(seconds)}" if seconds else ""
        stop = found.end("second")
    tokens.append(line.say(start, stop, clock))
    end = stop
    if half:
        end = _half_end(line, found, "half")
        tokens.append(line.spell(found.start("half"), end, half.upper() + "M"))
    if found["hour2"] or found["hour3"]:
        mark = "2" if found["hour2"] else "3"
        dash = "dash" if found["hour2"] else "dash3"
        tokens.append(line.say(*found.span(dash), numbers.joint(line, start)))
        minute2 = found[f"minute{mark}"]
        end = found.end(f"minute{mark}") if minute2 else found.end("hour2")
        tokens.append(
            line.say(
                found.start(f"hour{mark}"),
                end,
                _clock(found[f"hour{mark}"], minute2, half=found["half2"]),
            )
        )
        if found["half2"]:
            end = _half_end(line, found, "half2")
            tokens.append(line.spell(found.start("half2"), end, found["half2"].upper() + "M"))
    if noon := _TO_NOON.match(line.text, end):
        tokens.append(line.say(*noon.span("dash"), "to"))
        tokens.append(line.say(*noon.span("end"), noon["end"]))
        end = noon.end()
    if found["zone"]:
        zones = re.compile(_ZONES).finditer(line.text, *found.span("zone"))
        tokens.extend(line.spell(*zone.span(), zone[0]) for zone in zones)
        end = found.end("zone")
    elif oclock := _OCLOCK.match(line.text, end):
        end = oclock.end()
        tokens.append(line.say(oclock.start(), end, "o'clock"))
    return Reading(tuple(tokens), end)


def _lap(line: Line, start: int, lap: re.Match[str]) -> Reading:
    """Read how long a race took: `3:28.77`."""
    parts = [numbers.cardinal(int(lap["first"]))]
    parts += [
        f"{'oh ' if part[0] == '0' else ''}{numbers.cardinal(int(part))}"
        for part in lap["rest"].split(":")[1:]
    ]
    words = f"{' '.join(parts)} point {numbers.digits(lap['decimals'])}"
    return Reading((line.say(start, lap.end(), words),), lap.end())


def _is_british_time(line: Line, start: int) -> bool:
    """Return whether `16.30` is a time of day, as Britain may write it."""
    before = line.before(start).lower()
    if before in {"until", "till"} and _QUARTER.match(line.text, start):
        return True
    return line.region == "GB" and before in {"at", "from", "by", "until"}


def _half_end(line: Line, found: re.Match[str], group: str) -> int:
    """Return where `p.m.` ends: its last stop is left to a sentence that ends there."""
    shape = re.compile(r"[AaPp](?:\.\s?[Mm]\b\.?|[Mm]\b\.?)").match(line.text, found.start(group))
    return shape.end() if shape else found.end(group)


def _military(found: re.Match[str]) -> str:
    """Return four figures as a time of day: `oh nine hundred`, `fourteen thirty`."""
    hour, minute = found["hour"], found["minute"]
    said = f"oh {numbers.cardinal(int(hour))}" if hour[0] == "0" else numbers.cardinal(int(hour))
    if hour == "00":
        said = "zero hundred" if minute == "00" else "zero zero"
    elif minute == "00":
        said += " hundred"
    if minute == "00":
        return said
    return f"{said} {'oh ' if minute[0] == '0' else ''}{numbers.cardinal(int(minute))}"


def _clock(hour: str, minute: str | None, *, half: str | None) -> str:
    said = numbers.cardinal(int(hour)) if int(hour) or half else "zero"
    if not minute:
        return said
    if minute == "00":
        if half:
            return said
        return f"{said} o'clock" if 1 <= int(hour) <= 12 else f"{said} hundred"
    return f"{said} {'oh ' if minute[0] == '0' else ''}{numbers.cardinal(int(minute))}"
