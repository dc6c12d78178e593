"""Everything that is known for certain about combination jobs is in the catalogues, and as certain there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bundler.i18n import Text
from bundler.norms import catalogue

DAY = date(2026, 3, 2)

# What is sure, by norm: a number, a day, or words that its Dutch text holds.
SURE: dict[str, str | date | tuple[str, ...]] = {
    # what a job is and where it counts
    "banenafspraak.hours_per_baan": "25.5",
    "banenafspraak.pro_rata": ("1,25", "0,47"),
    "banenafspraak.baseline": date(2013, 1, 1),
    "banenafspraak.paid_hours": ("loonaangifte",),
    "banenafspraak.law": ("1 januari 2026",),
    "banenafspraak.law_before": ("Wfsv",),
    "banenafspraak.yearly_report": ("overheid",),
    "banenafspraak.quota": ("geen quotum",),
    "banenafspraak.sanction": ("tweede jaar",),
    "banenafspraak.bonus": ("loonkostenvoordeel",),
    "banenafspraak.register": ("doelgroepregister", "Participatiewet", "Wsw", "Wajong", "18e", "WIW"),
    "banenafspraak.register_practice_route": ("loonwaarde",),
    "banenafspraak.register_wajong": ("dienstbetrekking",),
    "banenafspraak.register_sheltered": ("niet",),
    "banenafspraak.not_counted": ("WW", "WIA", "bijstand", "BBL", "zonder uitkering"),
    "banenafspraak.counted_at_employer": ("formele werkgever",),
    "banenafspraak.counted_wsw_lent": ("detachering", "inlener"),
    "banenafspraak.two_employers": ("betaalt",),
    # working hours
    "working_time.shift_adult": "12",
    "working_time.shift_youth": "9",
    "working_time.week_adult": "60",
    "working_time.week_youth": "45",
    "working_time.average_16_weeks_adult": "48",
    "working_time.average_4_weeks_adult": "55",
    "working_time.average_4_weeks_youth": "40",
    "working_time.school_time": ("arbeidstijd",),
    "working_time.youngest_age": "16",
    "working_time.daily_rest_adult": "11",
    "working_time.daily_rest_adult_shortened": "8",
    "working_time.daily_rest_youth": "12",
    "working_time.daily_rest_youth_hours": ("23:00", "06:00"),
    "working_time.weekly_rest_adult": "36",
    "working_time.weekly_rest_two_weeks": "72",
    "working_time.weekly_rest_part": "32",
    "working_time.weekly_rest_youth": "36",
    "working_time.sunday": ("afgesproken",),
    "working_time.free_sundays": "13",
    "working_time.break_adult_after": "5.5",
    "working_time.break_adult_minutes": "30",
    "working_time.break_adult_long_after": "10",
    "working_time.break_adult_long_minutes": "45",
    "working_time.break_part_minutes": "15",
    "working_time.break_cao_minutes": "15",
    "working_time.break_youth_after": "4.5",
    "working_time.break_youth_minutes": "30",
    "working_time.break_adult": ("5,5", "30", "45"),
    "working_time.break_youth": ("4,5", "30"),
    "working_time.break_definition": ("15 minuten",),
    "working_time.break_pay": ("niet betaald",),
    "working_time.shift_definition": ("8 uur",),
    "working_time.working_time_definition": ("gezag",),
    "working_time.long_gap": ("13 uur",),
    "working_time.night_shift": ("1 uur", "00:00", "06:00"),
    "working_time.night_shift_youth": ("verboden",),
    "working_time.night_shift_hours": "10",
    "working_time.night_shift_average": "40",
    "working_time.night_shift_rest": "14",
    "working_time.night_shift_series_rest": "46",
    "working_time.night_shifts_16_weeks": "36",
    "working_time.night_shifts_in_a_row": "7",
    "working_time.roster_notice": "28",
    "working_time.roster_notice_times": "4",
    "working_time.registration": ("registreert",),
    "working_time.several_employers": ("samen", "informeert"),
    "working_time.employer_of_lent_worker": ("inlener",),
    # pay and collective agreements
    "minimum_wage.21": "14.71",
    "minimum_wage.20": "11.77",
    "minimum_wage.19": "8.83",
    "minimum_wage.18": "7.36",
    "minimum_wage.17": "5.81",
    "minimum_wage.16": "5.07",
    "minimum_wage.15": "4.41",
    "minimum_wage.percent_17": "39.5",
    "cao.schoonmaak.term_start": date(2024, 7, 1),
    "cao.schoonmaak.term_end": date(2026, 6, 30),
    "cao.schoonmaak.full_time_week": "38",
    "cao.schoonmaak.scope": ("nevenberoep",),
    "cao.schoonmaak.participation_wage": ("loonkostensubsidie", "loondispensatie"),
    "cao.schoonmaak.wage_rise": ("3 procent", "0,25", "0,15", "0,10"),
    "cao.schoonmaak.minimum_shift": "1",
    "cao.schoonmaak.travel": ("10 km", "0,14", "0,23"),
    "cao.aan_de_slag.full_time_week": "37",
    "cao.aan_de_slag.term_end": date(2027, 12, 31),
    "cao.aan_de_slag.participation_wage": ("minimumloon",),
    "cao.aan_de_slag.scope": ("Niet voor particuliere werkgevers",),
    "cao.general.two_contracts": ("eigen cao",),
    "cao.general.sw_lending": ("Aan de slag",),
    "cao.general.rotation": ("één leverancier",),
    "minimum_call.rule": ("3 uur", "15 uur"),
    "minimum_call.hours": "3",
    "minimum_call.below_hours_week": "15",
    "minimum_call.each_call": ("Elke aparte oproep",),
    "minimum_call.fixed_times": ("vaste tijden",),
    # lending
    "waadi.lending": ("toezicht en leiding",),
    "waadi.exceptions": ("zonder winst", "concern"),
    "waadi.payroll": ("één bedrijf",),
    "waadi.payroll_conditions": ("Alle voorwaarden",),
    "waadi.payroll_exception": ("banenafspraak",),
    "waadi.equal_pay": ("ten minste",),
    "waadi.equal_times": ("pauzes",),
    "waadi.register": ("Kamer van Koophandel",),
    "waadi.facilities": ("kantine",),
    "waadi.no_obstacle": ("in dienst neemt",),
    "wtta.in_force": date(2027, 1, 1),
    "wtta.enforcement": date(2028, 1, 1),
    "wtta.report_before": date(2027, 1, 1),
    "wtta.admission": ("toelating", "nevenactiviteit"),
    "wtta.deposit_least": "50000",
    "wtta.deposit_most": "100000",
    "wtta.hirer_fined": ("boete",),
    # social return
    "social_return.contract_threshold": "200000",
    "social_return.usual_percent": "5",
    "social_return.model_a": ("loonsom", "doelgroepregister"),
    "social_return.model_a_third_parties": ("derden",),
    "social_return.model_a_pay": ("gebruikelijk",),
    "social_return.model_b": ("opdrachtsom",),
    "social_return.statement_months": "2",
    "social_return.statement": ("verloonde uren",),
    "social_return.quarterly": ("kwartaal",),
    "social_return.publication": ("niet tot personen",),
    "social_return.assurance": ("steekproef", "accountant"),
    "social_return.ledgers": ("drie",),
    "blocks.utrecht-2019.full_time_week": "36",
    "blocks.utrecht-2019.banenafspraak": "35000",
    "blocks.utrecht-2019.participatiewet_short": "30000",
    "blocks.utrecht-2019.participatiewet_long": "40000",
    "blocks.utrecht-2019.ww_short": "15000",
    "blocks.utrecht-2019.ww_long": "20000",
    "blocks.utrecht-2019.wia": "30000",
    "blocks.utrecht-2019.nug": "10000",
    "blocks.utrecht-2019.permanent_bonus": "10000",
    "blocks.utrecht-2019.age50_bonus": "5000",
    "blocks.utrecht-2019.bbl": "15000",
    "blocks.utrecht-2019.bol": "10000",
    "blocks.utrecht-2019.activity_hour": "100",
    "blocks.utrecht-2019.wsw_basis": ("facturen",),
    "blocks.utrecht-2022.full_time_week": "36",
    "blocks.utrecht-2022.banenafspraak": "50000",
    "blocks.utrecht-2022.participatiewet_short": "40000",
    "blocks.utrecht-2022.participatiewet_long": "40000",
    "blocks.utrecht-2022.ww_short": "20000",
    "blocks.utrecht-2022.ww_long": "20000",
    "blocks.utrecht-2022.wia": "40000",
    "blocks.utrecht-2022.nug": "10000",
    "blocks.utrecht-2022.permanent_bonus": "10000",
    "blocks.utrecht-2022.age50_bonus": "10000",
    "blocks.utrecht-2022.status_holder_bonus": "10000",
    "blocks.utrecht-2022.bbl": "35000",
    "blocks.utrecht-2022.bol": "20000",
    "blocks.utrecht-2022.school_place": "35000",
    "blocks.utrecht-2022.activity_hour": "100",
    "blocks.oost-nederland.banenafspraak": "40000",
    "blocks.oost-nederland.participatiewet_short": "30000",
    "blocks.oost-nederland.participatiewet_long": "40000",
    "blocks.oost-nederland.wia": "40000",
    "blocks.oost-nederland.wsw": "40000",
    "blocks.oost-nederland.sheltered": "40000",
    "blocks.oost-nederland.ww_short": "10000",
    "blocks.oost-nederland.ww_long": "15000",
    "blocks.oost-nederland.nug": "10000",
    "blocks.oost-nederland.trial_month": "750",
    "blocks.oost-nederland.bbl_low": "20000",
    "blocks.oost-nederland.proration": ("rato",),
    "blocks.oost-nederland.duration": ("2 jaar", "altijd"),
    "blocks.general.sudwest_fryslan": ("2 jaar", "gunning"),
    # subsidies and what a job must be measured by
    "lks.rule": ("loonwaarde",),
    "lks.maximum_percent": "70",
    "lks.employer_costs_percent": "23.5",
    "lks.flat_rate_percent": "50",
    "lks.flat_rate_months": "6",
    "lks.payer": ("woont", "21e"),
    "lkv.banenafspraak_hour": "1.01",
    "lkv.banenafspraak_year": "2000",
    "lkv.declaration": ("niet nodig",),
    "lkv.duration": ("Zolang",),
    "loonwaarde.main_task_share": "6.25",
    "loonwaarde.main_task_minutes": "30",
    "loonwaarde.main_tasks_most": "5",
    "loonwaarde.main_tasks_whole": "100",
    "loonwaarde.norm_overlap": "60",
    "loonwaarde.search_order": ("werkgever", "cao", "arbeidsmarkt"),
    "loonwaarde.composed": ("samengesteld",),
    "loonwaarde.formula": ("tempo", "kwaliteit", "netto werktijd"),
    "loonwaarde.per_employer": ("werkplek",),
    "loonwaarde.two_contracts": ("twee metingen",),
    "loonwaarde.practice_route": ("doelgroepregister",),
    "work_capacity.uninterrupted_hours": "1",
    "work_capacity.hours_a_day": "4",
    "work_capacity.hours_a_day_full_wage": "2",
    "work_capacity.skills": ("taak",),
    # people
    "privacy.health_data": ("re-integratie",),
    "privacy.secrecy": ("geheim",),
    "privacy.special_category": ("bijzondere",),
    "privacy.register_query": ("ja of nee",),
    "viability.suppliers_most": "2",
    "viability.block_hours": "1",
    "viability.simultaneous": ("4 banen",),
    "viability.competences": ("competenties",),
    "viability.worker": ("niets merken",),
    "viability.catering_week_least": "20",
    "viability.catering_week_most": "25",
    "viability.rotation": ("half jaar",),
    "viability.certificate_of_conduct": ("strafblad",),
}
# What was only heard of, or is an assumption of ours.
UNSURE = """
banenafspraak.counted_other_lent banenafspraak.quota_percentage banenafspraak.weeks_per_year
cao.general.hierarchy cao.general.binding_term cao.general.payroll cao.horeca.full_time_week
cao.sw.full_time_week cao.hoveniers.breaks cao.hoveniers.spraying cao.contractcatering.wage_house
waadi.information wtta.exception hygiene.rule no_risk.duration lkv.low_income security.carved_example
privacy.small_cell social_return.double_count viability.locations_day viability.start_spread_minutes
viability.gap_minutes viability.spare
"""


@pytest.mark.parametrize("norm_id", SURE)
def test_what_is_sure_is_in_the_catalogue_with_high_confidence(norm_id: str) -> None:
    """On a day in 2026 the value is the one that was found, with its source."""
    reading = catalogue().at(norm_id, DAY)
    wanted, value = SURE[norm_id], reading.period.value
    assert (reading.period.confidence, reading.in_time) == ("high", True)
    assert reading.period.source
    if isinstance(wanted, tuple):
        assert isinstance(value, Text)
        assert [word for word in wanted if word not in value.nl] == []
    else:
        assert value == (Decimal(wanted) if isinstance(wanted, str) else wanted)


def test_the_list_has_everything_that_the_catalogue_calls_sure() -> None:
    """A value cannot become high without a line here; names and scales need none."""
    sure = {
        norm.norm_id
        for norm in catalogue().norms.values()
        for period in norm.periods
        if period.confidence == "high"
        and (isinstance(period.value, Text) or not isinstance(period.value, tuple))
    }
    plain = {norm_id for norm_id in sure if norm_id.endswith(".name") or ".percent_" in norm_id}
    assert sure - plain - set(SURE) == {
        "minimum_wage.holiday_allowance",
        "privacy.citizen_number",
        "cao.schoonmaak.bound",
        "cao.aan_de_slag.bound",
        "cao.aan_de_slag.term_start",
        "social_return.scope",
        "viability.open_questions",
    }


@pytest.mark.parametrize("norm_id", UNSURE.split())
def test_what_is_not_sure_is_not_shown_as_a_fact(norm_id: str) -> None:
    """Low on every day, with a note in both languages that says what it is."""
    for period in catalogue().norms[norm_id].periods:
        assert period.confidence == "low"
        assert period.note is not None
