"""How Timefold's model judges a job: its days laid out in three orders, its score or what it breaks.

Timefold translates these functions to Java, so they are short and keep to plain numbers, lists and loops
(a long one is not translated but called back, many times slower). They follow ``bundler.rules``; a plan
is judged by those in the end.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bundler.bench.peers.timefold_facts import Limits

if TYPE_CHECKING:
    Held = Any  # a Holding of timefold_model, which cannot be imported where there is no Java
else:
    Held = object  # Timefold holds arguments to their annotations


@dataclass
class Verdict:
    """What a job is worth, and by how much it breaks rules."""

    hard: int
    soft: int


# Days with the same tasks are alike: each is laid out once.
LAID_OUT: dict[int, list[Any]] = {}


def day_of(holdings: list[Any], limits: Limits, floor: int) -> list[Any]:
    """One order of a day laid out, from ``floor`` on: [minutes it fails by, start, end, travel, idle]."""
    work = 0
    travel = 0
    previous = None
    fails = 0
    dirty = False
    for holding in holdings:
        work += holding.length
        if previous is not None:
            walk = previous.walks[holding.place]
            if walk < 0:
                fails += 600
            else:
                travel += walk
        if limits.clean == 1 and dirty and holding.food:
            fails += 60
        if holding.dirty:
            dirty = True
        previous = holding
    work += travel
    if work > limits.day_work:
        fails += work - limits.day_work
    due = 0
    if limits.break_after >= 0 and work > limits.break_after:
        due = 30
        if limits.break_after > 300 and work > 600:
            due = 45
    count = len(holdings)
    best: list[Any] = []
    # The break that is due goes into one gap; each is tried, and none where nothing is due.
    gap = 1 if due > 0 and count > 1 else count
    while gap <= count:
        if due == 0 or gap < count or count == 1:
            laid = place(holdings, limits, gap, due, floor)
            laid[0] += fails
            if len(best) == 0 or laid[0] < best[0] or (laid[0] == best[0] and laid[4] < best[4]):
                best = laid
        gap += 1
    best[3] = travel
    return best


def latest_start(holdings: list[Any], limits: Limits, gap: int, due: int) -> int:
    """How late the first session can start if all are to be in time, with the break before ``gap``."""
    bound = 100000
    at = len(holdings) - 1
    while at >= 0:
        holding = holdings[at]
        bound = min(bound, holding.closes) - holding.length
        bound -= bound % limits.grid
        if at > 0:
            bound -= max(0, holdings[at - 1].walks[holding.place])
            if at == gap:
                bound -= due
        at -= 1
    return bound


def place(holdings: list[Any], limits: Limits, gap: int, due: int, floor: int) -> list[Any]:
    """Sessions in this order as late as the first can begin without pushing the others out of time."""
    fails = 0
    first = holdings[0]
    begin = first.opens + (-first.opens) % limits.grid
    # begin later where the second session would have to wait anyway
    ready = begin
    at = 0
    wait = -1
    clock = begin
    while at < len(holdings):
        holding = holdings[at]
        if at > 0:
            walk = holdings[at - 1].walks[holding.place]
            if walk > 0:
                clock += walk
            if at == gap:
                clock += due
            if holding.opens > clock:
                idle = holding.opens - clock
                wait = wait + idle if wait >= 0 else idle
                clock = holding.opens
            clock += (-clock) % limits.grid
        clock += holding.length
        at += 1
    last = latest_start(holdings, limits, gap, due)
    ready = max(begin, min(max(floor, begin + max(0, wait - wait % limits.grid)), last))
    clock = ready
    idle = 0
    pauses = 0
    at = 0
    while at < len(holdings):
        holding = holdings[at]
        if at > 0:
            walk = holdings[at - 1].walks[holding.place]
            if walk > 0:
                clock += walk
            start = clock
            if at == gap:
                start += due
            if holding.opens > start:
                start = holding.opens
            start += (-start) % limits.grid
            rest = start - clock
            if rest > limits.max_rest:
                fails += rest - limits.max_rest
            if rest >= 15:
                pauses += rest
            idle += rest
            clock = start
        clock += holding.length
        if clock > holding.closes:
            fails += clock - holding.closes
        at += 1
    if clock - ready > limits.span:
        fails += clock - ready - limits.span
    if pauses < due:
        fails += due - pauses
    idle -= due
    if idle < 0:
        idle = 0
    return [fails, ready, clock, 0, idle]


def bits(value: int) -> int:
    """How many bits are set."""
    count = 0
    while value > 0:
        count += value & 1
        value = value >> 1
    return count


def minutes_of(holding: Held) -> int:
    """Minutes a week."""
    minutes: int = bits(holding.days) * holding.length
    return minutes


def distinct(values: list[int]) -> list[Any]:
    """Each value once."""
    found: list[Any] = []
    for value in values:
        if value not in found:
            found.append(value)
    return found


def clashes(holdings: list[Any]) -> int:
    """Pairs that cannot be in one job: copies of one task, places too far apart."""
    hard = 0
    for holding in holdings:
        for other in holdings:
            if other.number < holding.number:
                if other.task == holding.task:
                    hard += 60
                if holding.walks[other.place] < 0:
                    hard += 60
    return hard


def variety(holdings: list[Any], limits: Limits, suppliers: int, places: int) -> int:
    """Too many suppliers, places, tasks or skills, or indoor with outdoor."""
    skills = 0
    outdoor = 0
    for holding in holdings:
        skills |= holding.skills
        if holding.outdoor:
            outdoor += 1
    count = len(holdings)
    hard = max(0, suppliers - limits.max_suppliers) + max(0, places - limits.max_places)
    hard += max(0, bits(skills) - limits.max_skills) + max(0, count - limits.max_tasks)
    if limits.separate == 1:
        hard += min(outdoor, count - outdoor)
    return 60 * hard


def shortage(holdings: list[Any], limits: Limits, suppliers: list[int], minutes: int) -> int:
    """Minutes that are missing: of the week, under supervision, of a supplier."""
    supervised = 0
    for holding in holdings:
        if holding.supervised:
            supervised += minutes_of(holding)
    short = max(0, limits.least - minutes)
    short += max(0, (limits.supervised * minutes + 999) // 1000 - supervised)
    if limits.per_supplier > 0:
        for supplier in suppliers:
            mine = 0
            for holding in holdings:
                if holding.supplier == supplier:
                    mine += minutes_of(holding)
            short += max(0, limits.per_supplier - mine)
    return short


def ordered(holdings: list[Any], key: int) -> list[Any]:
    """In the order of the window's middle (0), start (1) or end (2)."""
    found: list[Any] = []
    for holding in holdings:
        at = 0
        while at < len(found) and rank(found[at], key) <= rank(holding, key):
            at += 1
        found.insert(at, holding)
    return found


def rank(holding: Held, key: int) -> int:
    """What ``ordered`` goes by."""
    found: int = holding.closes
    if key == 0:
        found += holding.opens
    elif key == 1:
        found = holding.opens
    return found


def best_day(holdings: list[Any], limits: Limits, floor: int) -> list[Any]:
    """A day laid out in the best of three orders."""
    best = day_of(ordered(holdings, 0), limits, floor)
    if len(holdings) > 1:
        key = 1
        while key < 3:
            laid = day_of(ordered(holdings, key), limits, floor)
            if laid[0] < best[0] or (laid[0] == best[0] and laid[4] < best[4]):
                best = laid
            key += 1
    return best


def on_day(holdings: list[Any], day: int) -> list[Any]:
    """The copies that are held on a day."""
    found: list[Any] = []
    for holding in holdings:
        if (holding.days >> day) & 1 == 1:
            found.append(holding)
    return found


def mark_of(holdings: list[Any]) -> int:
    """The same number for the same copies."""
    mark = 0
    for holding in holdings:
        mark = mark * 100003 + holding.number + 1
    return mark


def days_of(holdings: list[Any], limits: Limits) -> list[Any]:
    """The week's days laid out, each as suits it or all as late as the latest, whichever is better."""
    free = week_from(holdings, limits, 0)
    if free[3] == 0:
        return free
    even = week_from(holdings, limits, free[4])
    if even[0] != free[0]:
        return even if even[0] < free[0] else free
    cost_even = limits.w_idle * even[2] + limits.w_spread * even[3]
    cost_free = limits.w_idle * free[2] + limits.w_spread * free[3]
    return even if cost_even < cost_free else free


def week_from(holdings: list[Any], limits: Limits, floor: int) -> list[Any]:
    """The week's days: [minutes they fail by, travel, idle, spread of the starts, latest start]."""
    laid_out: list[Any] = []
    for day in range(7):
        here = on_day(holdings, day)
        if len(here) == 0:
            laid_out.append(None)
        else:
            mark = mark_of(here) * 1441 + floor
            laid = LAID_OUT.get(mark)
            if laid is None:
                laid = best_day(here, limits, floor)
                LAID_OUT[mark] = laid
            laid_out.append(laid)
    return summed(laid_out, limits)


def summed(laid_out: list[Any], limits: Limits) -> list[Any]:
    """What the days add up to."""
    hard = 0
    travel = 0
    idle = 0
    low = 100000
    high = -1
    ended = -100000
    worked = 0
    for laid in laid_out:
        if laid is None:
            ended = -100000
        else:
            worked += 1
            hard += laid[0] + max(0, limits.night - (laid[1] + 1440 - ended))
            travel += laid[3]
            idle += laid[4]
            low = min(low, laid[1])
            high = max(high, laid[1])
            ended = laid[2]
    hard += 60 * max(0, worked - limits.max_days)
    if limits.spread >= 0:
        hard += max(0, high - low - limits.spread)
    return [hard, travel, idle, high - low, high]


def judge(holdings: list[Any]) -> Verdict:
    """A whole job: its score, or how far it is from being one."""
    limits = holdings[0].limits
    minutes = 0
    for holding in holdings:
        minutes += minutes_of(holding)
    suppliers = distinct([holding.supplier for holding in holdings])
    places = len(distinct([holding.place for holding in holdings]))
    hard = clashes(holdings) + variety(holdings, limits, len(suppliers), places)
    hard += max(0, minutes - limits.most)
    if hard > 0:
        # broken already: laying out its days would cost time and change nothing
        return Verdict(hard, 0)
    week = days_of(holdings, limits)
    hard = week[0]
    short = shortage(holdings, limits, suppliers, minutes)
    if short > 0:
        # no job yet: the nearer to one the better, and always worse than leaving the tasks out
        return Verdict(hard, 0 - limits.w_minute * short // 4)
    soft = limits.w_minute * minutes
    if len(suppliers) > 1:
        soft -= limits.w_second
    soft -= limits.w_task * (len(holdings) - 1) + limits.w_place * (places - 1)
    soft -= limits.w_travel * week[1] + limits.w_idle * week[2] + limits.w_spread * week[3]
    soft -= limits.w_target * abs(minutes - limits.target)
    return Verdict(hard, soft)


def crowded(holdings: list[Any]) -> int:
    """Of a shareable task: persons on a day beyond what it has."""
    over = 0
    day = 0
    while day < 7:
        here = 0
        for holding in holdings:
            here += (holding.days >> day) & 1
        over += max(0, here - holdings[0].headcount)
        day += 1
    return over
