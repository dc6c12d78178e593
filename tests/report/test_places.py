"""The sketch of the sites: every place in it once, nothing on top of anything, hours as in the plan."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundler.domain import Location
from bundler.report.canvas import WIDTH, Box, Canvas, Words
from bundler.report.colors import supplier_styles
from bundler.report.lettering import width_of
from bundler.report.places import Place, Site, sites_of
from bundler.report.sketch import site_sketch
from tests.report import sample

STYLES = supplier_styles(sample.SUPPLIERS)
SOMEWHERE = st.tuples(st.floats(52.08, 52.09), st.floats(5.16, 5.18))
POSITIONS = st.lists(st.one_of(st.none(), SOMEWHERE, st.just((52.085, 5.17))), min_size=1, max_size=25)


def site(positions: list[tuple[float, float] | None]) -> Site:
    return Site(
        "Campus",
        tuple(
            Place(
                number,
                Location(
                    location_id=f"L{number}",
                    name=f"The building with number {number}, Street 1",
                    lat=position and position[0],
                    lon=position and position[1],
                ),
                60 * number if number % 3 else 0,
                0,
                ("clean", "cater") if number % 3 else (),
                number,
            )
            for number, position in enumerate(positions, 1)
        ),
    )


def drawn(canvas: Canvas) -> tuple[list[Box], list[Words]]:
    shapes = canvas._shapes
    return [s for s in shapes if isinstance(s, Box)], [s for s in shapes if isinstance(s, Words)]


@given(POSITIONS)
def test_every_place_is_drawn_inside_and_no_square_lies_on_another(
    positions: list[tuple[float, float] | None],
) -> None:
    canvas = site_sketch(site(positions), "Campus", STYLES, 1500, "en")
    boxes, words = drawn(canvas)
    squares = [box for box in boxes if box.width == box.height]
    assert len(squares) == len(positions)
    for box in boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= WIDTH
        assert box.y + box.height <= canvas.height
    for number, one in enumerate(squares):
        for other in squares[:number]:
            across = one.x + one.width <= other.x or other.x + other.width <= one.x
            down = one.y + one.height <= other.y or other.y + other.height <= one.y
            assert across or down
    numbers = [word.text for word in words if word.bold and word.text.isdigit()]
    assert sorted(map(int, numbers)) == list(range(1, len(positions) + 1))


@given(POSITIONS)
def test_words_of_the_sketch_stay_inside_and_off_each_other(
    positions: list[tuple[float, float] | None],
) -> None:
    canvas = site_sketch(site(positions), "Campus", STYLES, 1500, "nl")
    _, words = drawn(canvas)
    for word in words:
        assert word.x >= 0
        assert word.x + width_of(word.text, word.size) <= WIDTH
    labels = [word for word in words if not word.bold]
    for number, one in enumerate(labels):
        for other in labels[:number]:
            beside = (
                one.x + width_of(one.text, one.size) <= other.x
                or other.x + width_of(other.text, other.size) <= one.x
            )
            assert beside or abs(one.y - other.y) >= 8


def test_a_place_without_position_stands_in_a_row_and_says_so() -> None:
    _, words = drawn(site_sketch(site([None, None]), "Campus", STYLES, 600, "en"))
    assert "Position not known, so in a row" in [word.text for word in words]
    assert not {"N", "200 m"} & {word.text for word in words}


def test_hours_of_places_are_those_of_the_plan_and_of_what_is_left() -> None:
    of = sample.problem()
    plan = sample.result(of)
    sites = sites_of(of, plan)
    places = [place for one in sites for place in one.places]
    assert sum(place.placed for place in places) == sum(job.minutes for job in plan.jobs)
    assert sum(place.left for place in places) == 5 * 100 + 2 * 120
    assert [place.number for place in places] == [1, 2, 3]
    assert [(place.name, place.jobs, place.suppliers) for place in places] == [
        ("Park", 1, ("green",)), ("Mess room", 2, ("cater",)), ("Great Hall", 2, ("clean",))
    ]  # fmt: skip
    assert [place.placed for place in places] == sorted((place.placed for place in places), reverse=True)


@pytest.mark.parametrize("count", [1, 2])
def test_a_site_of_one_point_has_a_sketch(count: int) -> None:
    canvas = site_sketch(site([(52.0, 5.0)] * count), "Campus", STYLES, 0, "en")
    assert canvas.height < 250


def test_a_long_name_is_written_out_where_there_is_room_to_its_right() -> None:
    name = "Administration building (Bestuursgebouw)"

    def lettered(*more: tuple[float, float]) -> list[str]:
        spots = site([(52.085, 5.17), *more])
        first = spots.places[0]
        named = first._replace(location=first.location.model_copy(update={"name": name}))
        canvas = site_sketch(spots._replace(places=(named, *spots.places[1:])), "Campus", STYLES, 1500, "nl")
        return [word.text for word in drawn(canvas)[1]]

    assert name in lettered((52.08, 5.16))
