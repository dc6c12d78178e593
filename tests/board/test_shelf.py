"""What is packed away is equal to what was given, wherever it is read and taken from."""

from __future__ import annotations

import random

import pytest

from bundler.board.shelf import CHUNK, Shelf


@pytest.mark.parametrize("seed", range(5))
def test_it_behaves_like_a_list(seed: int) -> None:
    dice = random.Random(seed)
    shelf: Shelf[tuple[int, str]] = Shelf()
    plain: list[tuple[int, str]] = []
    for step in range(3000):
        if plain and dice.random() < (0.2 if step % 1000 < 600 else 0.8):
            assert shelf.pop() == plain.pop()
        else:
            plain.append((step, f"text {dice.random()}"))
            shelf.append(plain[-1])
        if plain:
            at = dice.randrange(len(plain))
            assert shelf[at] == plain[at]
            assert shelf[len(shelf) - 1] == plain[-1]
        assert len(shelf) == len(plain)
    assert [shelf[at] for at in range(len(shelf))] == plain


def test_what_is_not_there_is_an_error() -> None:
    shelf: Shelf[int] = Shelf()
    with pytest.raises(IndexError):
        shelf.pop()
    for number in range(3 * CHUNK):
        shelf.append(number)
    for at in (-1, 3 * CHUNK):
        with pytest.raises(IndexError):
            shelf[at]
    shelf.clear()
    assert len(shelf) == 0


def test_the_latest_are_the_very_values_that_were_given() -> None:
    shelf: Shelf[list[int]] = Shelf()
    given = [[number] for number in range(4 * CHUNK)]
    for each in given:
        shelf.append(each)
    assert shelf[len(shelf) - 1] is given[-1]
    assert shelf[0] == given[0]
