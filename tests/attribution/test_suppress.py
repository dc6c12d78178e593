"""What a published table leaves out, held against what a reader with pencil and paper could find out."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping

import pytest

from bundler.attribution.suppress import Cell, left_out, together, with_totals
from tests.attribution.audit import ranges

LEAST = 5


def cells(rows: Mapping[str, Iterable[tuple[int, int]]]) -> dict[tuple[str, str], Cell]:
    """A table from (amount, persons) by row; every cell has persons of its own."""
    return {
        (row, f"Q{number}"): Cell(amount, {f"{row}{number}": persons} if persons else {})
        for row, given in rows.items()
        for number, (amount, persons) in enumerate(given, start=1)
    }


def random_cells(rng: random.Random, same_persons: bool) -> dict[tuple[str, str], Cell]:
    """Up to six rows and four columns of all sizes, empty cells and equal ones among them."""
    found, alike = {}, rng.random() < 0.5
    for row in "ABCDEF"[: rng.randint(1, 6)]:
        for column in range(1, rng.randint(1, 4) + 1):
            persons = {
                f"{row}{number}" + ("" if same_persons else f"-{column}"): rng.choice((1, 1, 1, 2))
                for number in range(rng.choice((0, 2, 3, 6, 9, 14, 14, 20)))
            }
            amount = sum(6_000 if alike else rng.randint(3_000, 9_000) for _ in persons)
            found[row, f"Q{column}"] = Cell(amount, persons)
    return found


@pytest.mark.parametrize("seed", range(40))
def test_no_hidden_cell_can_be_calculated(seed: int) -> None:
    """The smallest and the largest amount that fit what is shown differ for every cell left out; of a
    cell about too few persons they are 0 and at least twice what it is."""
    rng = random.Random(seed)
    given = random_cells(rng, same_persons=rng.random() < 0.5)
    table, hidden = with_totals(given), left_out(given, LEAST)
    for spot, (low, high) in ranges({spot: cell.amount for spot, cell in table.items()}, hidden).items():
        amount = table[spot].amount
        assert low < amount - 0.5 < amount + 0.5 < high
        if table[spot].headcount < LEAST:
            assert low == pytest.approx(0, abs=1e-6)
            assert high >= 2 * amount - 1e-6


@pytest.mark.parametrize("seed", range(100))
def test_nothing_shown_is_about_too_few_persons(seed: int) -> None:
    """No cell or total, and no line of hidden cells that its shown total gives together."""
    rng = random.Random(seed)
    given = random_cells(rng, same_persons=rng.random() < 0.5)
    least = rng.choice((2, 3, 5, 10))
    table, hidden = with_totals(given), left_out(given, least)
    assert all(spot in hidden or not 0 < cell.headcount < least for spot, cell in table.items())
    for row, column in (spot for spot in table if None in spot and spot not in hidden):
        for line in (
            [spot for spot in hidden if column is None and spot[0] == row],
            [spot for spot in hidden if row is None and spot[1] == column],
        ):
            inner = [table[spot] for spot in line]
            assert not inner or together(inner).headcount >= least
            # Each is about one person at least, so that as many persons as cells would be one each.
            assert not inner or sum(cell.headcount for cell in inner) > len(inner)


def test_large_cells_are_all_shown() -> None:
    assert left_out(cells({"A": [(600, 5), (700, 6)], "B": [(900, 9), (0, 0)]}), LEAST) == frozenset()


def test_empty_cells_are_shown() -> None:
    """They are about nobody, and who is not there is no secret."""
    hidden = left_out(cells({"A": [(600, 2), (0, 0)], "B": [(900, 9), (800, 8)]}), LEAST)
    assert ("A", "Q1") in hidden
    assert ("A", "Q2") not in hidden


def test_one_small_cell_takes_three_others_with_it_and_no_total() -> None:
    """The smallest ones that close the ring: a second row and a second column."""
    given = cells(
        {
            "A": [(100, 2), (900, 9), (950, 9)],
            "B": [(800, 8), (850, 8), (990, 9)],
            "C": [(999, 9), (999, 9), (999, 9)],
        }
    )
    assert left_out(given, LEAST) == {("A", "Q1"), ("A", "Q2"), ("B", "Q1"), ("B", "Q2")}


def test_of_a_few_persons_nothing_is_shown() -> None:
    """Four persons at one employer: the totals are about the same four."""
    given = {("A", "Q1"): Cell(500, {"J1": 1, "J2": 1}), ("A", "Q2"): Cell(500, {"J3": 2})}
    assert left_out(given, LEAST) == set(with_totals(given))


def test_the_same_persons_in_two_quarters_are_no_more_persons() -> None:
    """Two quarters of the same three are together still of three, so that a third one is left out too."""
    three, many = {"J1": 1, "J2": 1, "J3": 1}, {f"J{number}": 1 for number in range(1, 10)}
    given = {("A", f"Q{number}"): Cell(100, three if number < 3 else many) for number in range(1, 5)}
    given |= {("B", f"Q{number}"): Cell(400, {f"B{each}": 1 for each in range(9)}) for number in range(1, 5)}
    hidden = left_out(given, LEAST)
    assert ("A", None) in hidden or len([spot for spot in hidden if spot[0] == "A"]) >= 3


def test_what_was_published_before_stays() -> None:
    """The year then gives way: with all quarters but one shown, its total would give that one away."""
    given = cells({"A": [(100, 2), (900, 9)], "B": [(800, 8), (850, 8)], "C": [(700, 7), (900, 9)]})
    gone = {("A", "Q1"), ("C", "Q1")}
    kept = {spot for spot in with_totals(given) if spot[1] is not None} - gone
    hidden = left_out(given, LEAST, kept=kept, gone=gone)
    assert not hidden & kept
    assert {("A", None), ("C", None)} <= hidden


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_the_rows_makes_no_difference(seed: int) -> None:
    rng = random.Random(seed)
    given = random_cells(rng, same_persons=False)
    mixed = list(given.items())
    rng.shuffle(mixed)
    assert left_out(dict(mixed), LEAST) == left_out(given, LEAST)
