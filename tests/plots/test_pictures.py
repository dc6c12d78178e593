"""Every plot against the picture and the words that were looked at."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from matplotlib.ft2font import __freetype_version__ as freetype  # type: ignore[attr-defined]
from matplotlib.testing.compare import compare_images

from tests.plots import pictures

# Root mean square of the differences in colour, 0 to 255. Shapes came out the same to the pixel under
# matplotlib 3.8, 3.10 and 3.11; one supplier without hatching makes 0.9 (the network) to 5 (a week).
SHAPES = 0.5
# Letters are set by FreeType: with the one of the baseline as exact, with another one up to 27.
BASELINE_FREETYPE = "2.14.3"
WORDS = 1.0 if freetype == BASELINE_FREETYPE else 30.0


def compare(kept: Path, made: Path, tolerance: float) -> None:
    told = compare_images(str(kept), str(made), tolerance)
    assert told is None, told


@pytest.mark.parametrize("lang", pictures.LANGS)
@pytest.mark.parametrize("kind", pictures.KINDS)
def test_shapes_are_those_of_the_baseline_in_either_language(kind: str, lang: str, tmp_path: Path) -> None:
    made = tmp_path / f"{kind}.png"
    with pictures.own_settings():
        pictures.save(pictures.shapes_only(pictures.drawn(f"{kind}-{lang}")), made)
    compare(pictures.BASELINE / made.name, made, SHAPES)


@pytest.mark.parametrize("name", pictures.WHOLE)
def test_whole_pictures_are_those_of_the_baseline(name: str, tmp_path: Path) -> None:
    made = tmp_path / f"{name}.png"
    with pictures.own_settings():
        pictures.save(pictures.drawn(name), made)
    compare(pictures.BASELINE / made.name, made, WORDS)


@pytest.mark.parametrize("name", pictures.NAMES)
def test_words_are_those_of_the_baseline(name: str) -> None:
    kept = json.loads(pictures.WORDS.read_text("utf-8"))[name]
    with pictures.own_settings():
        assert pictures.words_of(pictures.drawn(name)) == kept


def test_the_baseline_holds_nothing_else() -> None:
    pngs = {f"{name}.png" for name in (*pictures.KINDS, *pictures.WHOLE)}
    assert {file.name for file in pictures.BASELINE.iterdir()} == pngs | {pictures.WORDS.name}
