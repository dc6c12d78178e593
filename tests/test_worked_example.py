"""The worked example of the reference: its input is run as it stands, its figures are the program's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from bundler.attribution.constructions import Construction
from bundler.attribution.dossier import Dossier, JobDossier, dossier
from bundler.attribution.facts import InForce
from bundler.attribution.loonwaarde import LoonwaardeSheet, loonwaarde_sheet
from bundler.attribution.main_tasks import limits_of
from bundler.attribution.pay import PartPay
from bundler.cli import main
from bundler.domain import Job, Problem
from bundler.io import read_problem
from bundler.norms import Reading, catalogue
from bundler.rules import Week
from bundler.rules.score import idle_minutes
from bundler.units import clock, decimal
from bundler.verbs.planned import read_planned
from tests.test_docs import REFERENCE, blocks, section

EXAMPLE = section(REFERENCE, "## A worked example")
FILES = re.findall(r"^`(\w+\.\w+)`\n\n```\w+\n(.*?)^```$", EXAMPLE, re.MULTILINE | re.DOTALL)
BEFORE_THE_RISE = date(2025, 12, 31)


class Row(NamedTuple):
    """A figure: what it is, how it is worked out, what comes out, and what it rests on."""

    figure: str
    sum: str
    result: str
    rests_on: str

    def __str__(self) -> str:
        return f"| {' | '.join(self)} |"


class Example(NamedTuple):
    """What the program makes of the example's input."""

    problem: Problem
    job: Job
    week: Week
    dossier: Dossier
    out: Path

    @property
    def norms(self) -> InForce:
        return self.dossier.norms

    @property
    def looked_at(self) -> JobDossier:
        return self.dossier.jobs[0]

    @property
    def chosen(self) -> Construction:
        return self.looked_at.recommendation.construction

    @property
    def lending(self) -> Construction:
        return next(one for one in self.looked_at.recommendation.others if one.code == "lending")

    def name(self, supplier_id: str) -> str:
        return self.problem.supplier_by_id[supplier_id].name


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Example:
    """The input of the document, solved."""
    folder = tmp_path_factory.mktemp("example")
    data, out = folder / "onejob", folder / "result"
    data.mkdir()
    for name, text in FILES:
        (data / name).write_text(text, encoding="utf-8")
    assert main(["solve", str(data), "--out", str(out), "--quiet"]) == 0
    problem, _ = read_problem(data)
    result = read_planned(problem, str(out / "plan.json")).result
    assert problem.scenario.plan_date is not None
    norms = InForce(catalogue(), problem.scenario.plan_date)
    (job,) = result.jobs
    return Example(problem, job, Week(problem, job.roster), dossier(problem, [job], norms), out)


def eur(amount: Decimal) -> str:
    return f"€ {amount.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


def number(value: Decimal | float, places: int = 2) -> str:
    return decimal(float(value), "en", places).replace("-", "−")


def hours(minutes: int) -> str:
    return number(minutes / 60)


def percent(part: float) -> str:
    return f"{number(part * 100, 1)} %"


def known(reading: Reading) -> Decimal:
    assert reading.number is not None
    return reading.number


def norm(*readings: Reading) -> str:
    """Each norm with its dates and its confidence."""
    shown = []
    for reading in readings:
        period = reading.period
        when = "no date" if period.undated else f"from {period.valid_from}"
        if period.valid_to:
            when = f"{period.valid_from} to {period.valid_to}"
        if not reading.known:
            when = "unknown"
        shown.append(f"`{reading.norm.norm_id}`, {when}, {period.confidence}")
    return "; ".join(shown)


def the_week(of: Example) -> Iterator[Row]:
    day, rules, days = of.week.days[0], of.problem.scenario.rules, len(of.week.days)
    assert {(each.start, each.end, each.rest) for each in of.week.days} == {(day.start, day.end, day.rest)}
    clean, lunch = day.sessions
    (walk,), (rest,) = day.travel, day.rest
    lengths = [session.end - session.start for session in day.sessions]
    for part, length in zip(of.looked_at.parts, lengths, strict=True):
        yield Row(
            f"hours a week at {part.supplier.name}",
            f"{hours(length)} × {days}",
            f"{hours(part.minutes)} h",
            "the lists",
        )
    parts = " + ".join(hours(part.minutes) for part in of.looked_at.parts)
    yield Row("hours a week of the job", parts, f"{hours(of.job.minutes)} h", "the lists")
    yield Row("start and end of each day", "–", f"{clock(day.start)}, {clock(day.end)}", "the plan")
    yield Row("walk", "–", f"{walk} min", "the rule `same_site_minutes`")
    yield Row("work of a day", f"{lengths[0]} + {walk} + {lengths[1]}", f"{day.work} min", "the plan")
    assert rules.break_after is not None
    yield Row(
        f"break due above {rules.break_after} min of work",
        "–",
        f"{rules.break_due(day.work)} min",
        norm(of.norms("working_time.break_adult")),
    )
    between = f"rest from {clock(clean.end)} to {clock(lunch.start)}, less the walk"
    yield Row(between, f"{lunch.start - clean.end} − {walk}", f"{rest} min", "the plan")
    yield Row("walking a week", f"{walk} × {days}", f"{walk * days} min", "the plan")


def the_score(of: Example) -> Iterator[Row]:
    weights, terms = of.problem.scenario.weights, of.job.terms
    walk = sum(sum(day.travel) for day in of.week.days)
    off = f"{hours(of.job.minutes)} − {number(weights.target_hours)}"
    sums = {
        "hours": f"{number(weights.hours)} × {hours(of.job.minutes)}",
        "second_supplier": f"−{number(weights.second_supplier)} × 1",
        "extra_task": f"−{number(weights.extra_task)} × {len(of.week.tasks) - 1}",
        "extra_location": f"−{number(weights.extra_location)} × {len(of.week.locations) - 1}",
        "travel": f"−{number(weights.travel)} × {walk} ÷ 60",
        "idle": f"−{number(weights.idle)} × {idle_minutes(of.week)} ÷ 60",
        "irregular_start": f"−{number(weights.irregular_start)} × {of.week.start_spread} ÷ 60",
        "off_target": f"−{number(weights.off_target)} × ({off})",
    }
    for name, how in sums.items():
        yield Row(f"`{name}`", how, number(terms[name]), "the weights")
    yield Row("score of the job", "the eight added up", number(of.job.score), "the rows above")


def the_employer(of: Example) -> Iterator[Row]:
    coach, months = of.norms("job_coach.minimum_hours"), of.norms("job_coach.minimum_months")
    for contract in of.chosen.contracts:
        (supplier_id,) = contract.supplier_ids
        week = of.norms(f"cao.{contract.cao_id}.full_time_week")
        assert contract.fraction is not None
        yield Row(
            f"share of a full-time week at {of.name(supplier_id)}",
            f"{hours(contract.minutes)} ÷ {number(known(week))} × 100",
            percent(float(contract.fraction)),
            norm(week),
        )
    least = min(contract.minutes for contract in of.chosen.contracts)
    assert least >= known(coach) * 60
    yield Row("a job coach asks at least", "–", f"{number(known(coach))} h at each employer", norm(coach))
    yield Row(
        f"a job coach asks at least, of our {of.problem.scenario.attribution.contract_months} months",
        "–",
        f"{number(known(months))} months",
        norm(months),
    )


def the_pay(of: Example) -> Iterator[Row]:
    least, entry = of.norms("minimum_wage.21"), of.norms("cao.schoonmaak.entry_wage")
    rise = of.norms("cao.schoonmaak.wage_rise")
    before = catalogue().at("cao.schoonmaak.entry_wage", BEFORE_THE_RISE)
    told = re.findall(r"\d+(?:\.\d+)?", str(rise.period.value))
    per_cent, extra = Decimal(told[2]), Decimal(told[3])
    yield Row("minimum wage, 21 and over", "–", f"{eur(known(least))} an hour", norm(least))
    yield Row("cleaning, entry wage before the rise", "–", f"{eur(known(before))} an hour", norm(before))
    yield Row(
        "cleaning, entry wage",
        f"{known(before)} × {1 + per_cent / 100} + {extra}",
        f"{eur(known(entry))} an hour",
        norm(entry, rise),
    )
    yield Row("catering, entry wage", "–", "unknown", norm(of.norms("cao.contractcatering.entry_wage")))
    for part in of.chosen.pay:
        assert part.floor is not None
        assert part.floor.reading is not None
        at_least = " or more" if part.missing else ""
        yield Row(
            f"least pay at {of.name(part.supplier_id)}",
            "the highest that is known",
            f"{eur(part.floor.eur_hour)} an hour{at_least}",
            norm(part.floor.reading),
        )
    yield from _week_pay(of, of.chosen.pay, "")
    lent = next(part for part in of.lending.pay if part.supplier_id == "sodexo")
    assert lent.floor is not None
    yield Row(
        "least pay at Sodexo if Asito lends",
        "the higher of the two",
        f"{eur(lent.floor.eur_hour)} an hour",
        norm(of.norms("waadi.equal_pay")),
    )
    yield from _week_pay(of, of.lending.pay, " if Asito lends")


def _week_pay(of: Example, parts: tuple[PartPay, ...], when: str) -> Iterator[Row]:
    weeks = []
    for part in parts:
        assert part.floor is not None
        assert part.eur_week is not None
        weeks.append(part.eur_week)
        if not when:
            how = f"{hours(part.minutes)} × {part.floor.eur_hour}"
            yield Row(
                f"least week pay at {of.name(part.supplier_id)}", how, eur(part.eur_week), "the rows above"
            )
    yield Row(
        f"least week pay{when}", " + ".join(map(str, weeks)), eur(sum(weeks, Decimal(0))), "the rows above"
    )


def the_banen(of: Example) -> Iterator[Row]:
    paid = of.dossier.attributed.ledgers.paid
    year = number(of.problem.scenario.attribution.weeks_per_year)
    for count in paid.paid():
        supplier_id = count.employer.supplier_id if count.employer else None
        who = of.name(supplier_id) if supplier_id else "both, together"
        assert count.banen is not None
        yield Row(
            f"banen at {who}",
            f"{hours(count.minutes)} ÷ {number(known(paid.hours_per_baan))}",
            str(count.banen),
            norm(paid.hours_per_baan),
        )
        yield Row(
            f"paid hours a year at {who}",
            f"{hours(count.minutes)} × {year}",
            f"{count.hours:,} h",
            "`weeks_per_year`",
        )
    memo = of.dossier.attributed.ledgers.memo
    yield Row(
        "the client's memo, bought", "–", f"{hours(memo.column('bought'))} h a week", norm(*memo.readings)
    )


def the_lkv(of: Example) -> Iterator[Row]:
    rate, most = of.norms("lkv.banenafspraak_hour"), of.norms("lkv.banenafspraak_year")
    year = number(of.problem.scenario.attribution.weeks_per_year)
    for construction, when in ((of.chosen, ""), (of.lending, " if Asito lends")):
        fact = construction.fact("lkv").text.en
        for contract in construction.contracts:
            assert contract.employer.supplier_id is not None
            name = of.name(contract.employer.supplier_id)
            told = re.search(rf"{name}: at most (€ [\d,.]+) \(", fact)
            assert told is not None
            yield Row(
                f"LKV a year at {name}, at most{when}",
                f"{hours(contract.minutes)} × {year} × {known(rate)}",
                told[1],
                norm(rate),
            )
    yield Row("LKV a year, highest for an employer", "–", eur(known(most)), norm(most))


def the_social_return(of: Example) -> Iterator[Row]:
    options = of.problem.scenario.attribution
    asito, sodexo = (of.dossier.attributed.obligations[name] for name in ("asito", "sodexo"))
    lines = {line.supplier_id: line for line in of.dossier.attributed.ledgers.obligations.lines}
    assert sum(line.minutes for line in lines.values()) == of.job.minutes
    wage = next(part.floor for part in of.chosen.pay if part.supplier_id == "asito")
    table, full = (
        of.norms("blocks.utrecht-2022.banenafspraak"),
        of.norms("blocks.utrecht-2022.full_time_week"),
    )
    assert wage is not None
    assert wage.reading is not None
    sums = {
        "asito": f"{hours(lines['asito'].minutes)} × {number(options.weeks_per_year)} × {wage.eur_hour}",
        "sodexo": f"{known(table)} × {hours(lines['sodexo'].minutes)} ÷ {known(full)} "
        f"× {options.contract_months} ÷ 12",
    }
    rests = {
        "asito": norm(of.norms("social_return.model_a"), wage.reading),
        "sodexo": norm(table, full, of.norms("blocks.utrecht-2022.proration")),
    }
    for obligation in (asito, sodexo):
        supplier = obligation.supplier
        due, booked, after = obligation.due, obligation.booked, obligation.after
        assert due is not None
        assert booked is not None
        assert after is not None
        assert obligation.shortfall_after is not None
        assert booked == lines[supplier.supplier_id].eur
        base, share = supplier.social_return_base_eur_year, supplier.social_return_percent
        assert base is not None
        assert share is not None
        name = f"{supplier.name}, model {obligation.model}"
        yield Row(f"{name}: due a year", f"{number(base)} × {number(share)} ÷ 100", eur(due), "the lists")
        yield Row(f"{name}: this job", sums[supplier.supplier_id], eur(booked), rests[supplier.supplier_id])
        yield Row(
            f"{name}: part of what is due", f"{booked} ÷ {due} × 100", percent(float(after)), "the rows above"
        )
        left = eur(obligation.shortfall_after)
        yield Row(f"{name}: still to be reached", f"{due} − {booked}", left, "the rows above")


def the_loonwaarde(of: Example) -> Iterator[Row]:
    share, minutes = of.norms("loonwaarde.main_task_share"), of.norms("loonwaarde.main_task_minutes")
    overlap = of.norms("loonwaarde.norm_overlap")
    sheet = of.looked_at.loonwaarde
    yield Row(
        "measurements",
        "one for each employer",
        str(len(sheet.measurements)),
        norm(of.norms("loonwaarde.per_employer")),
    )
    yield from _main_tasks(sheet, "")
    yield Row("least share of a main task", "100 ÷ 16", f"{number(known(share))} %", norm(share))
    yield Row("least minutes a day of a main task", "–", f"{number(known(minutes))} min", norm(minutes))
    lent = loonwaarde_sheet(of.problem, of.job, [["asito", "sodexo"]], of.norms)
    yield from _main_tasks(lent, " if Asito lends")
    limits = limits_of(of.norms)
    assert limits.overlap is not None
    assert lent.measurements[0].work.main_tasks[0].share < limits.overlap
    yield Row("a norm function covers at least", "–", f"{number(known(overlap))} %", norm(overlap))


def _main_tasks(sheet: LoonwaardeSheet, when: str) -> Iterator[Row]:
    for measurement in sheet.measurements:
        for main_task in measurement.work.main_tasks:
            ((task, minutes),) = main_task.tasks
            days = len(main_task.days)
            yield Row(
                f"share of “{task.title}”{when}",
                f"{hours(minutes)} ÷ {hours(measurement.work.minutes)} × 100",
                f"{number(main_task.tenths / 10, 1)} %",
                "the plan",
            )
            if not when:
                yield Row(
                    f"minutes a day of “{task.title}”",
                    f"{minutes} ÷ {days}",
                    f"{number(float(main_task.minutes_a_day))} min",
                    "the plan",
                )


STEPS: dict[str, Callable[[Example], Iterator[Row]]] = {
    "### The week": the_week,
    "### The score": the_score,
    "### Who employs": the_employer,
    "### Pay": the_pay,
    "### Paid hours and banen": the_banen,
    "### Wage cost benefit": the_lkv,
    "### Social return": the_social_return,
    "### Loonwaarde": the_loonwaarde,
}


@pytest.mark.parametrize("heading", STEPS)
def test_every_figure_of_a_step_is_the_programs(example: Example, heading: str) -> None:
    """The table below a heading holds exactly these rows, in this order."""
    table = [line for line in section(EXAMPLE, heading).splitlines() if line.startswith("| ")]
    assert table[1:] == [str(row) for row in STEPS[heading](example)]


def test_every_sum_in_the_example_comes_out(example: Example) -> None:
    """Worked out anew from what is printed, by hand so to say."""
    checked = 0
    for step in STEPS.values():
        for row in step(example):
            if not re.fullmatch(r"[\d.+−×÷() ]+", row.sum) or not row.sum.strip():
                continue
            exact = _worked_out(row.sum)
            told = re.search(r"−?[\d,]+(?:\.\d+)?", row.result)
            assert told is not None
            shown = told[0].replace(",", "").replace("−", "-")
            places = Decimal(1).scaleb(-len(shown.partition(".")[2]))
            assert exact.quantize(places, ROUND_HALF_UP) == Decimal(shown), row
            checked += 1
    assert checked > 30


def _worked_out(text: str) -> Decimal:
    python = text.replace("−", "-").replace("×", "*").replace("÷", "/")
    return Decimal(eval(re.sub(r"\d+(?:\.\d+)?", r"Decimal('\g<0>')", python), {"Decimal": Decimal}))


def test_no_figure_stands_outside_the_tables(example: Example) -> None:
    """Every line with a digit is a row that was held against the program, or input or output that was run."""
    told = {str(row) for step in STEPS.values() for row in step(example)}
    told |= {line for block in blocks(EXAMPLE) for line in block.splitlines()}
    assert [line for line in EXAMPLE.splitlines() if re.search(r"\d", line) and line not in told] == []


def test_the_rows_of_attribution_are_those_that_are_written(example: Example) -> None:
    written = (example.out / "attribution.csv").read_text("utf-8")
    assert written in blocks(EXAMPLE)


def test_the_report_shows_the_example_s_figures(example: Example) -> None:
    """All euros of what is recommended are in report.html; of the other constructions it has some."""
    page = re.sub(r"\s+", " ", (example.out / "report.html").read_text("utf-8").replace("\xa0", " "))
    for step in (the_pay, the_banen, the_lkv, the_social_return):
        for row in step(example):
            amount = re.search(r"€ [\d,.]+\d", row.result)
            if amount and not re.search("before the rise|if Asito lends", row.figure):
                assert amount[0] in page, row
    assert example.job.job_id in page
