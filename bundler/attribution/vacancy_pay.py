"""What a vacancy says of the pay: how much at least, where that comes from, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator

from bundler.attribution import vacancy_words as words
from bundler.attribution.contracts import cao_norm
from bundler.attribution.facts import InForce
from bundler.attribution.pay import ADULT
from bundler.attribution.shown import capital, day_text, euros, says
from bundler.attribution.vacancy_model import Block, Line, Pay
from bundler.i18n import Text
from bundler.norms import Reading

# Their names tell for whom they are made.
_TELLING_CAOS = ("aan_de_slag", "sw")


def pay_blocks(pay: Pay, norms: InForce, age: int) -> Iterator[Block]:
    """The pay in sentences.

    Args:
        pay: what is known of it.
        norms: in force on the plan's day.
        age: that the minimum wage is read for.
    """
    low, high, readings, complete = pay
    lines = tuple(line for reading in readings if (line := _source(reading, norms, age)))
    if low is None:
        yield Block((words.PAY_UNKNOWN,))
        if lines:
            yield Block((words.PAY_LOOKED,), lines)
        return
    if high is None or high == low:
        amount = words.PAY_LEAST.fill(low=euros(low))
    else:
        amount = words.PAY_RANGE.fill(low=euros(low), high=euros(high))
    certain = all(reading.period.confidence == "high" and reading.in_time for reading in readings)
    unsure = [] if complete and certain else [words.PAY_UNSURE]
    yield Block((amount, *unsure))
    if lines:
        yield Block((words.PAY_FROM,), lines)


def _source(reading: Reading, norms: InForce, age: int) -> Line | None:
    """Where an amount comes from, without what would tell for whom the job is meant."""
    kind, *rest = reading.norm.norm_id.split(".")
    more = []
    if kind == "minimum_wage":
        text = words.MINIMUM_WAGE
        more.append((words.OF_AGE_AND_OVER if age == ADULT else words.OF_AGE).fill(age=age))
    elif kind == "cao" and rest[0] in _TELLING_CAOS:
        text = words.OF_EMPLOYERS_CAO
    elif kind == "cao":
        name = cao_norm(norms, rest[0], "name")
        known = name is not None and isinstance(name.period.value, Text)
        text = says(name) if name is not None and known else words.OF_CAO.fill(name=rest[0])
    else:
        return None
    period = reading.period
    if period.valid_from is not None:
        more.append(words.SINCE.fill(day=day_text(period.valid_from)))
    if period.valid_to is not None and not reading.in_time:
        more.append(words.UNTIL.fill(day=day_text(period.valid_to)))
    return Line(capital(text), tuple(more))
