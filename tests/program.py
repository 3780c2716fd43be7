"""The program as a publisher runs it, and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "examples" / "riverbend_tenants.txt"
SHARED = ROOT.parent / "shared"


@dataclass(frozen=True)
class Result:
    """What a command answered."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]
