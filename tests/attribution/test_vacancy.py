"""The vacancy as data: plain words, fixed times, nothing that tells for whom it is, nothing made up."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest

from bundler.attribution.case import Case
from bundler.attribution.parts import supplier_parts
from bundler.attribution.pay import pay
from bundler.attribution.recommend import recommend
from bundler.attribution.vacancy import vacancy
from bundler.attribution.vacancy_joined import pay_range, vacancy_of
from bundler.attribution.vacancy_model import Pay, Section, Vacancy
from bundler.attribution.vacancy_skills import inside
from bundler.domain import Attribution, Competency, Job, Location, Problem, Session, TravelTime
from bundler.domain.scenario import TargetGroup
from bundler.i18n import LANGS, Text
from bundler.io import read_problem
from bundler.rules import make_job
from tests.attribution.sample import PLAN_DAY, asito_sodexo, norms, one_job, random_plan, supplier

UTRECHT, _ = read_problem(Path(__file__).parents[2] / "data" / "utrecht")
# What would tell for whom a job is meant, or of a limitation.
TELLING = re.compile(
    r"banenafspraak|doelgroep|register|participati|loonkosten|subsid|uitkering|wajong|\bwia\b|\bwsw\b|\bww\b"
    r"|beperk|handicap|diagnos|ziek|disab|benefit|target group|aan de slag|ontwikkelbedrijf|social employment"
    r"|jobs agreement|limitation|illness",
    re.IGNORECASE,
)


def stacked(problem: Problem, *task_ids: str) -> Job:
    """A job of these tasks, on each day one after the other with the walk and half an hour between."""
    sessions: list[Session] = []
    for day in range(7):
        at, before = 360, None
        for task_id in task_ids:
            task = problem.task_by_id[task_id]
            if day in task.days:
                if before is not None:
                    at += (problem.travel(before, task.location_id) or 0) + 30
                sessions.append(Session(day=day, start=at, end=at + task.session_minutes, task_id=task_id))
                at, before = at + task.session_minutes, task.location_id
    return make_job(problem, "J01", sessions)


def example(**more: Any) -> Vacancy:
    """Cleaning and lunch service in the example data."""
    return vacancy(UTRECHT, stacked(UTRECHT, "A01", "S01"), norms(), **more)


def section(of: Vacancy, key: str) -> Section:
    return next(part for part in of.sections if part.key == key)


def shown(of: Vacancy | Section, lang: str) -> str:
    """All the text of a vacancy or a section."""
    parts = [of] if isinstance(of, Section) else list(of.sections)
    texts = [] if isinstance(of, Section) else [of.heading, of.timetable, *(line.what for line in of.week)]
    for part in parts:
        texts.append(part.heading)
        for block in part.blocks:
            texts += block.sentences
            for line in block.lines:
                texts += [line.text, *line.more]
    return " ".join(text(lang) for text in texts)


def sentences(of: Vacancy, lang: str) -> Iterator[str]:
    """The sentences that the program writes; titles and names in lists are the user's."""
    for part in of.sections:
        for block in part.blocks:
            for text in (*block.sentences, *(more for line in block.lines for more in line.more)):
                yield from re.split(r"(?<=[.!?:])\s+", text(lang))
        if part.key == "open":
            yield from (line.text(lang) for block in part.blocks for line in block.lines)


def some_jobs(count: int = 40) -> Iterator[Job]:
    """Jobs of one to four tasks of the example, of at most two suppliers."""
    rng = random.Random(7)
    for _ in range(count):
        pair = rng.sample([item.supplier_id for item in UTRECHT.suppliers], 2)
        own = [task.task_id for task in UTRECHT.tasks if task.supplier_id in pair]
        yield stacked(UTRECHT, *rng.sample(own, rng.randint(1, 4)))


@pytest.mark.parametrize("lang", LANGS)
def test_the_language_is_plain(lang: str) -> None:
    """Over many jobs: a sentence has 12 words on average at most, and never more than 20."""
    found = [
        len(sentence.split())
        for job in some_jobs()
        for sentence in sentences(vacancy_of(UTRECHT, job, recommend(UTRECHT, job, norms()), norms()), lang)
    ]
    assert len(found) > 1000
    assert sum(found) / len(found) <= 12
    assert max(found) <= 20


@pytest.mark.parametrize("group", get_args(TargetGroup))
@pytest.mark.parametrize("construction", ["recommended", "sw_lending", "client"])
def test_nothing_tells_for_whom_the_job_is_meant(group: TargetGroup, construction: Any) -> None:
    """Whoever it is for and whoever employs: no group, no limitation, in either language."""
    options = Attribution(target_group=group, construction=construction)
    problem, job = asito_sodexo(attribution=options)
    made = vacancy_of(problem, job, recommend(problem, job, norms()), norms())
    for lang in LANGS:
        assert TELLING.search(shown(made, lang)) is None


def test_a_norm_that_tells_for_whom_does_not_come_through_the_pay() -> None:
    """What a CAO pays some groups, and CAO's made for one group, are not named as the source."""
    force = norms()
    readings = tuple(
        reading
        for name in ("cao.aan_de_slag.entry_wage", "cao.sw.entry_wage", "lks.maximum_percent")
        if (reading := force.get(name))
    )
    assert len(readings) == 3
    made = example(pay=Pay(Decimal("14.71"), None, readings))
    assert "De cao van de werkgever" in shown(made, "nl")
    assert TELLING.search(shown(made, "nl") + shown(made, "en")) is None


@pytest.mark.parametrize("seed", range(10))
def test_random_plans_give_text_in_both_languages_without_gaps(seed: int) -> None:
    """No value is left to fill in and no sentence is blank, whatever the job."""
    problem, jobs = random_plan(seed)
    for job in jobs:
        made = vacancy_of(problem, job, recommend(problem, job, norms()), norms())
        for lang in LANGS:
            text = shown(made, lang)
            assert not re.search(r"[{}]|None|unknown|onbekend|  ", text), text
            assert all(
                line.text(lang) for part in made.sections for block in part.blocks for line in block.lines
            )
        assert made.minutes == job.minutes


def test_the_heading_is_the_work_and_the_place_and_no_job_title() -> None:
    tasks = tuple(task.model_copy(update={"cao_function": "Functionaris II"}) for task in UTRECHT.tasks)
    problem = UTRECHT.model_copy(update={"tasks": tasks})
    made = vacancy(problem, stacked(problem, "A01", "S01"), norms())
    assert made.heading("en") == "Work at Utrecht Science Park: cleaning and working with food"
    assert made.heading("nl") == "Werk op locatie Utrecht Science Park: schoonmaken en werken met eten"
    assert "Functionaris" not in shown(made, "nl") + shown(made, "en")


def test_without_competencies_the_heading_names_the_services() -> None:
    made = vacancy(*asito_sodexo(), norms())
    assert made.heading("nl") == "Werk op locatie campus: schoonmaken, en eten en drinken verzorgen"


def test_a_job_of_one_supplier_is_named_after_two_of_its_competencies() -> None:
    made = vacancy(UTRECHT, stacked(UTRECHT, "B01"), norms())
    assert made.heading("en").endswith(": welcoming and helping people, and tidying up")
    assert "Je werkt met het team van Securitas." in shown(made, "nl")


def test_every_task_is_there_with_its_hours_and_team() -> None:
    part = section(example(), "what")
    lines = [(line.text("nl"), line.more[0]("nl")) for block in part.blocks for line in block.lines]
    assert lines == [
        ("Morning round lecture halls Educatorium", "15 uur per week, met het team van Asito."),
        ("Lunch service restaurant Educatorium", "15 uur per week, met het team van Sodexo."),
    ]


def test_times_breaks_walks_and_places_are_those_of_the_roster() -> None:
    """The worked example: 07:00–10:00 and 10:35–13:35 with five minutes' walk and half an hour of break."""
    problem, job = asito_sodexo()
    places = tuple(
        place.model_copy(update={"name": name})
        for place, name in zip(problem.locations, ("Hall, Main street 1", "Mess"), strict=True)
    )
    made = vacancy(problem.model_copy(update={"locations": places}), job, norms())
    dutch, english = (shown(section(made, "when"), lang) for lang in ("nl", "en"))
    assert "Van maandag tot en met vrijdag werk je van 07:00 tot 13:35 uur." in dutch
    assert "Elke dag heb je 30 minuten pauze." in dutch
    assert "Je loopt tussen deze plekken: Hall – Mess: 5 minuten" in dutch
    assert "Hall, Main street 1" in dutch
    assert "From Monday to Friday you work from 07:00 to 13:35." in english
    assert [(line.time, line.what("en"), line.place) for line in made.week] == [
        ("07:00–10:00", "Task of Asito", "Hall, Main street 1"),
        ("10:00–10:35", "Walk (5 minutes) and break (30 minutes)", ""),
        ("10:35–13:35", "Task of Sodexo", "Mess"),
    ]
    assert made.timetable("nl") == "maandag tot en met vrijdag 07:00–13:35"
    assert "Of lopen wordt betaald. Het gaat om 25 minuten per week." in shown(section(made, "open"), "nl")


def test_the_week_tells_day_by_day_and_puts_days_together_that_are_wholly_alike() -> None:
    """Who looks up a day reads on until the next: no line of another day stands between its lines."""
    week = vacancy(UTRECHT, stacked(UTRECHT, "A02", "S08"), norms()).week
    assert [(line.days, line.start, line.task) for line in week] == [
        ((0, 4), 360, True),
        ((1, 2, 3), 360, True),
        ((1, 2, 3), 510, False),
        ((1, 2, 3), 545, True),
    ]


def test_days_that_differ_get_a_sentence_each() -> None:
    """S08 is on Tuesday to Thursday only; the other days are shorter and without a break."""
    made = vacancy(UTRECHT, stacked(UTRECHT, "A02", "S08"), norms())
    text = shown(section(made, "when"), "nl")
    assert "Op maandag en vrijdag werk je van 06:00 tot 08:30 uur." in text
    assert "Van dinsdag tot en met donderdag werk je van 06:00 tot 11:05 uur." in text
    assert "Op dinsdag, woensdag en donderdag heb je 30 minuten pauze." in text
    assert "Op de andere dagen is er geen vaste pauze." in text


def test_two_different_breaks_are_both_told() -> None:
    problem, job = asito_sodexo()
    roster = [
        session.model_copy(update={"start": session.start + 15, "end": session.end + 15})
        if session.day == 4 and session.task_id == "T02"
        else session
        for session in job.roster
    ]
    text = shown(section(vacancy(problem, make_job(problem, "J01", roster), norms()), "when"), "en")
    assert "On Monday, Tuesday, Wednesday and Thursday you have a break of 30 minutes." in text
    assert "On Friday you have a break of 45 minutes." in text


def test_without_a_break_it_says_so() -> None:
    made = vacancy(*one_job((supplier("asito"), 4)), norms())
    assert "Er is geen vaste pauze. Spreek af wanneer je even kunt rusten." in shown(made, "nl")


def test_a_rest_too_short_for_a_break_is_called_free_time() -> None:
    problem, job = one_job((supplier("asito"), 2), (supplier("sodexo"), 2))
    roster = [
        session.model_copy(update={"start": session.start - 20, "end": session.end - 20})
        if session.task_id == "T02"
        else session
        for session in job.roster
    ]
    made = vacancy(problem, make_job(problem, "J01", roster), norms())
    assert made.week[1].what("nl") == "Lopen (5 minuten) en vrij (10 minuten)"
    assert "geen vaste pauze" in shown(made, "nl")


@pytest.mark.parametrize(
    ("tasks", "dutch"),
    [(("A01",), "Je werkt binnen."), (("V01",), "Je werkt buiten, ook bij slecht weer."),
     (("A01", "A07"), "Je werkt binnen en buiten.")],
)  # fmt: skip
def test_indoors_or_outdoors_is_told(tasks: tuple[str, ...], dutch: str) -> None:
    assert dutch in shown(vacancy(UTRECHT, stacked(UTRECHT, *tasks), norms()), "nl")


def test_skills_have_the_sheets_words_in_each_language() -> None:
    made = example()
    assert [skill.label("nl") for skill in made.skills] == [
        "Schoonmaken", "Werken met eten", "Mensen ontvangen en helpen"
    ]  # fmt: skip
    assert "You clean rooms." in shown(section(made, "helps"), "en")
    assert "Je maakt ruimtes schoon." in shown(section(made, "helps"), "nl")


def test_a_skill_without_words_in_one_language_borrows_those_of_the_other() -> None:
    """And one that the sheet does not have shows its id as words."""
    sheet = (Competency(competency_id="cleaning", label_nl="Poetsen", description="Je poetst."),)
    made = vacancy(
        UTRECHT.model_copy(update={"competencies": sheet}), stacked(UTRECHT, "A01", "S01"), norms()
    )
    assert [skill.label("en") for skill in made.skills] == ["Poetsen", "Food handling", "Host contact"]
    assert made.skills[0].description("en") == "Je poetst."
    assert made.heading("nl").endswith(": poetsen, en eten en drinken verzorgen")


def test_what_the_law_asks_is_said_plainly() -> None:
    asks = {"asito": {"certificates": ("vog", "heftruck_bewijs")}}
    made = vacancy(*one_job((supplier("asito"), 4), tasks=asks), norms())
    text = shown(section(made, "helps"), "nl")
    assert "Voor dit werk vraagt de wet: Een Verklaring Omtrent het Gedrag (VOG) Heftruck bewijs" in text
    assert "Voor deze taken is geen diploma of verklaring genoemd." in shown(example(), "nl")


@pytest.mark.parametrize(
    ("guided", "dutch"),
    [
        ((), "Bij deze taken is nog geen begeleider genoemd."),
        (("asito",), "15 van de 30 uur per week is er iemand die je kan begeleiden. Dat is een begeleider "
         "van Asito. Voor de andere uren moet dat nog worden geregeld."),
        (("asito", "sodexo"), "Bij al je taken is er iemand die je kan begeleiden. Dat zijn begeleiders van "
         "Asito en Sodexo."),
    ],
)  # fmt: skip
def test_who_guides_is_a_role_at_a_supplier(guided: tuple[str, ...], dutch: str) -> None:
    problem, job = asito_sodexo(tasks={name: {"supervised": True} for name in guided})
    assert dutch in shown(section(vacancy(problem, job, norms()), "who"), "nl")


def test_pay_is_a_range_with_its_source_and_says_when_it_is_not_certain() -> None:
    force = norms()
    readings = (force("minimum_wage.21"), force("cao.schoonmaak.entry_wage"))
    text = shown(section(example(pay=Pay(Decimal("14.71"), Decimal("15.52"), readings)), "get"), "nl")
    assert "Het loon is minstens € 14,71 tot € 15,52 per uur, bruto." in text
    assert "Het bedrag is nog niet zeker." in text
    assert "Het wettelijk minimumloon Voor mensen van 21 jaar en ouder. Geldt vanaf 1 januari 2026." in text
    sure = shown(section(example(pay=Pay(Decimal("14.71"), None, readings[:1])), "get"), "en")
    assert "The pay is at least € 14.71 an hour, before tax." in sure
    assert "not certain" not in sure


def test_pay_past_its_last_known_day_says_until_when_it_was_known() -> None:
    late = norms(PLAN_DAY.replace(year=2030))
    made = vacancy(*asito_sodexo(), late, pay=Pay(Decimal("14.71"), None, (late("minimum_wage.21"),)))
    text = shown(section(made, "get"), "nl")
    assert "Bekend tot en met" in text
    assert "Het bedrag is nog niet zeker." in text


def test_what_is_not_known_is_still_to_be_arranged() -> None:
    made = example(open_points=(Text("How you travel.", "Hoe je reist."),))
    text = shown(section(made, "open"), "nl")
    for point in (
        "Hoe je reist.",
        "Wie je werkgever wordt.",
        "Wat het loon is.",
        "Wie je vaste begeleider wordt.",
        "Welke kleding je bij welk werk draagt.",
        "Waar je kunt reageren.",
    ):
        assert point in text
    assert "Het loon is nog niet bekend." in shown(made, "nl")
    known = example(employers=["Asito"], pay=Pay(Decimal("15")))
    assert "Je werkgever is Asito." in shown(known, "nl")
    assert "Wie je werkgever wordt." not in shown(known, "nl")
    assert "Wat het loon is." not in shown(known, "nl")


def test_two_employers_mean_two_contracts() -> None:
    text = shown(example(employers=["Asito", "Sodexo"]), "nl")
    assert "Je werkgevers zijn Asito en Sodexo. Je krijgt dan van elk een contract." in text


@pytest.mark.parametrize(
    ("options", "dutch"),
    [({"contract_months": 7}, "We gaan uit van een contract voor 7 maanden."),
     ({"contract_months": 1}, "We gaan uit van een contract voor één maand."),
     ({"permanent": True}, "We gaan uit van een vast contract.")],
)  # fmt: skip
def test_the_contract_is_the_scenarios(options: dict[str, Any], dutch: str) -> None:
    problem, job = asito_sodexo(attribution=Attribution(**options))
    assert dutch in shown(vacancy(problem, job, norms()), "nl")


def test_it_ends_by_saying_that_it_is_a_draft() -> None:
    last = example().sections[-1]
    assert last.key == "draft"
    assert "Deze tekst is een concept." in shown(last, "nl")


def test_security_work_may_ask_a_screening() -> None:
    made = vacancy(*one_job((supplier("asito"), 3), (supplier("securitas"), 3)), norms())
    assert "Of het beveiligingsbedrijf een screening vraagt." in shown(made, "nl")


def test_full_time_is_the_shortest_full_time_week_of_the_jobs_caos() -> None:
    """Cleaning has 38 hours, security 36; without a CAO 36 is taken."""
    assert not vacancy(*one_job((supplier("asito"), 7.5)), norms()).full_time
    assert vacancy(*one_job((supplier("asito"), 7.6)), norms()).full_time
    assert vacancy(*one_job((supplier("asito"), 4), (supplier("securitas"), 3.2)), norms()).full_time
    assert vacancy(*one_job((supplier("maas"), 7.2)), norms()).full_time


def test_an_employer_is_named_only_where_the_scenario_decided() -> None:
    """A recommendation is no decision."""
    problem, job = asito_sodexo()
    assert vacancy_of(problem, job, recommend(problem, job, norms()), norms()).employers == ()
    asked, same = asito_sodexo(attribution=Attribution(construction="two_contracts"))
    made = vacancy_of(asked, same, recommend(asked, same, norms()), norms())
    assert set(made.employers) == {"Asito", "Sodexo"}


def test_the_pay_range_is_that_of_the_constructions_floors() -> None:
    problem, job = asito_sodexo()
    chosen = recommend(problem, job, norms())
    parts = pay(Case(problem, job, supplier_parts(problem, job), chosen.code, chosen.contracts, norms()))
    floors = [part.floor.eur_hour for part in parts if part.floor]
    made = pay_range(parts)
    assert (made.low, made.high or made.low) == (min(floors), max(floors))
    assert made.complete == (not any(part.missing for part in parts))
    assert pay_range(()) == Pay()


def test_where_is_a_site_or_the_places() -> None:
    """Without a site the place is named, two places both, of more the first and nearby."""
    problem, job = asito_sodexo()

    def heading(*names: str) -> str:
        places = tuple(
            Location(location_id=place.location_id, name=name)
            for place, name in zip(problem.locations, names, strict=True)
        )
        return vacancy(problem.model_copy(update={"locations": places}), job, norms()).heading("nl")

    assert heading("Hall, street 1", "Hall, street 2").startswith("Werk op locatie Hall: ")
    assert heading("Hall", "Mess").startswith("Werk op locatie Hall en Mess: ")
    three, more = one_job((supplier("asito"), 2), (supplier("sodexo"), 2), (supplier("maas"), 2))
    bare = tuple(Location(location_id=place.location_id) for place in three.locations)
    far = three.model_copy(
        update={
            "locations": bare,
            "travel_times": tuple(
                TravelTime(origin=a.location_id, destination=b.location_id, minutes=5)
                for a in bare
                for b in bare
            ),
        }
    )
    assert vacancy(far, more, norms()).heading("nl").startswith("Werk op locatie L1 en omgeving: ")


def test_a_label_inside_a_sentence_keeps_an_abbreviations_capitals() -> None:
    assert inside(Text("Cleaning", "EHBO geven")) == Text("cleaning", "EHBO geven")


def test_users_text_is_never_taken_for_a_template() -> None:
    """Braces in titles and names stay what they are."""
    odd = "{0} {x} {{y}}"
    problem, job = asito_sodexo(tasks={"asito": {"title": odd, "competencies": (odd,)}})
    named = tuple(item.model_copy(update={"name": odd}) for item in problem.suppliers)
    places = tuple(place.model_copy(update={"name": odd, "site": odd}) for place in problem.locations)
    changed = problem.model_copy(update={"suppliers": named, "locations": places})
    made = vacancy_of(changed, job, recommend(changed, job, norms()), norms())
    for lang in LANGS:
        assert shown(made, lang).count(odd) > 5
