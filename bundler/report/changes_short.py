"""What a new plan changes, and what it costs that agreed jobs stay, in a few sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundler.i18n import Lang
from bundler.report import changes_words as words
from bundler.report.changes_view import counts_of
from bundler.units import decimal, hours_text

if TYPE_CHECKING:
    from bundler.scenarios.replan import Replanned

_AGREE = 0.01 + 1e-6


def count_sentences(done: Replanned, lang: Lang) -> list[str]:
    """How many agreed jobs stay, change and end, how many are new, and the hours before and after."""
    counts = counts_of(done)
    parts = [
        words.PARTS[kind][number != 1](lang, number=number)
        for kind in ("same", "changed", "ends")
        if (number := counts.of_kind[kind])
    ]
    if not counts.of_kind["same"]:
        parts.insert(0, words.NONE_STAYS(lang))
    agreed = words.AGREED_JOBS[counts.agreed != 1](lang, number=counts.agreed, parts=", ".join(parts))
    new = counts.of_kind["new"]
    sentences = [agreed, words.NEW_JOBS[new != 1](lang, number=new) if new else words.NO_NEW_JOBS(lang)]
    if counts.other_suppliers:
        number = counts.other_suppliers
        sentences.append(words.OTHER_SUPPLIERS[number != 1](lang, number=number))
    before, after = (hours_text(each, lang) for each in (counts.minutes_before, counts.minutes_after))
    hours = words.HOURS if before != after else words.HOURS_SAME
    return [" ".join(sentences), hours(lang, before=before, after=after)]


def cost_sentences(done: Replanned, lang: Lang) -> list[str]:
    """What it costs at most that agreed jobs stay, and how good the plan is around them."""
    first, objective = done.result.first, done.result.objective
    shown = {"value": decimal(first.value, lang), "bound": decimal(first.bound, lang)}
    apart = abs(first.bound - first.value)
    value, bound = decimal(done.value, lang), decimal(done.bound, lang)
    if first.name == "jobs":
        # jobs are whole: what the bound leaves of one is none
        apart = int(apart + 1e-6)
    if done.result.status == "optimal":
        sentences = [words.BEST_OF_ALL(lang)]
    else:
        kind = objective if objective == "fewest-jobs" else first.name
        costs = words.COSTS[kind].fill(cost=decimal(apart, lang), **shown)
        sentences = [(costs if done.of_all else words.COSTS_NOT_KNOWN)(lang)]
    if done.price is not None:
        sentences.append(words.PRICED(lang, price=decimal(done.price, lang), value=value, bound=bound))
    elif done.result.status != "optimal":
        proved = abs(done.bound - done.value) <= _AGREE
        around = words.BEST_AROUND if proved else words.OPEN_AROUND.fill(value=value, bound=bound)
        sentences.append(around(lang))
    return sentences
