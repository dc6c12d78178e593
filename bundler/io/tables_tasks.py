"""The columns of the table tasks."""

from __future__ import annotations

from typing import Final

from bundler.i18n import Text
from bundler.io import cells
from bundler.io.columns import Table, column

_NO = Text("no", "nee")
_FROM_ONE = cells.within(1, 1_000_000)

TASKS: Final = Table(
    "tasks",
    True,
    ("taken", "taak", "task"),
    (
        column(
            "task_id",
            cells.text,
            "unique text id",
            "unieke code",
            "taak_id taaknummer taaknr taakcode id nr nummer code taak* task*",
            None,
        ),
        column(
            "supplier_id",
            cells.text,
            "into the table suppliers",
            "uit de tabel leveranciers",
            "leverancier leverancier_id leveranciers_id leverancierscode leveranciernaam "
            "leveranciersnaam supplier "
            "supplier_name supplier_code opdrachtnemer dienstverlener bedrijf",
            None,
        ),
        column(
            "title",
            cells.text,
            "free text",
            "vrije tekst",
            "titel taaknaam taaktitel taakomschrijving werkzaamheden werkzaamheid activiteit task_name "
            "task_title "
            "activity taak* task* omschrijving* beschrijving* description*",
            None,
        ),
        column(
            "location_id",
            cells.text,
            "into the table locations",
            "uit de tabel locaties",
            "locatie locatie_id locatiecode locatienaam location location_name location_code gebouw "
            "building plek "
            "plaats werkplek",
            None,
        ),
        column(
            "days",
            cells.days,
            "list of mon…sun, or ranges such as mon-fri",
            "lijst van ma…zo, of reeksen als ma-vr",
            "dagen dag weekdagen werkdagen mogelijke_dagen day weekdays working_days",
            None,
        ),
        column(
            "hours_per_session",
            cells.hours,
            "length of one session: 2.5, 2,5 or 2:30",
            "duur van één keer: 2,5 of 2:30",
            "uren_per_keer sessieduur uren_sessie duur_sessie uren_per_sessie uren_per_blok "
            "uren_per_beurt uren_per_dag uur_per_keer duur "
            "duur_per_keer "
            "tijd_per_keer uren hours hours_per_day session_hours duration",
            None,
            cell="hours",
        ),
        column(
            "sessions_per_week",
            cells.whole(_FROM_ONE),
            "how many of the days are used; they are distinct days",
            "hoeveel van de dagen gebruikt worden; het zijn verschillende dagen",
            "keren_per_week aantal_sessies aantal_sessies_per_week sessies keer_per_week "
            "sessies_per_week blokken_per_week beurten_per_week dagen_per_week "
            "aantal_keren_per_week aantal_keer_per_week aantal_per_week aantal_dagen frequentie frequency "
            "times_per_week days_per_week sessions",
            Text("number of days", "aantal dagen"),
        ),
        column(
            "earliest_start",
            cells.clock_time,
            "HH:MM; no session starts before it",
            "UU:MM; geen blok begint eerder",
            "vroegste_start vroegste_aanvang start_vanaf vroegste_begin vroegste_begintijd "
            "vroegste_starttijd vroegst begin begintijd "
            "start "
            "starttijd vanaf van niet_voor earliest start_time from",
            None,
            cell="clock",
        ),
        column(
            "latest_end",
            cells.clock_time,
            "HH:MM; no session ends after it",
            "UU:MM; geen blok eindigt later",
            "laatste_einde eind_uiterlijk einde_uiterlijk laatste_eind laatste_eindtijd uiterste_einde "
            "uiterste_eind uiterste_eindtijd "
            "uiterlijk "
            "uiterlijk_klaar laatst eind einde eindtijd tot klaar_om klaar_voor latest end end_time until",
            None,
            cell="clock",
        ),
        column(
            "headcount",
            cells.whole(_FROM_ONE),
            "persons needed for the whole series",
            "personen die nodig zijn voor de hele reeks",
            "aantal_personen aantal_personen_nodig benodigde_personen aantal personen personen_nodig "
            "aantal_mensen mensen aantal_medewerkers bezetting "
            "persons people "
            "number_of_persons number_of_people",
            "1",
        ),
        column(
            "min_sessions_per_job",
            cells.whole(_FROM_ONE),
            "blank: one job takes the whole weekly series; m: jobs may share it, each taking at least m "
            "sessions",
            "leeg: één baan neemt de hele weekreeks; m: banen mogen die delen, elk met ten minste m keer",
            "min_keren_per_baan min_keer_per_baan minimum_per_baan minimaal_sessies_per_baan "
            "minimaal_aantal_sessies_per_baan sessies_per_baan min_sessies minimum_keren_per_baan "
            "minimaal_aantal_keren_per_baan min_sessies_per_baan "
            "minimum_sessies_per_baan min_blokken_per_baan minimum_blokken_per_baan minimaal_per_baan "
            "kleinste_deel "
            "deelbaar_vanaf min_sessions minimum_sessions_per_job minimum_sessions",
        ),
        column(
            "competencies",
            cells.items,
            "list",
            "lijst",
            "competenties competentie vaardigheden vaardigheid bekwaamheden competency competences "
            "skills skill",
        ),
        column(
            "setting",
            cells.choice(
                "indoor outdoor",
                "binnen=indoor buiten=outdoor inside=indoor outside=outdoor indoors=indoor outdoors=outdoor",
            ),
            "indoor or outdoor",
            "binnen of buiten",
            "omgeving binnen_buiten binnen_of_buiten werkomgeving indoor_outdoor indoor_or_outdoor "
            "environment",
            Text("indoor", "binnen"),
        ),
        column(
            "hygiene",
            cells.choice(
                "none sanitary food",
                "geen=none sanitair=sanitary voedsel=food voeding=food eten=food "
                "toilet=sanitary toiletten=sanitary",
            ),
            "none, sanitary or food",
            "geen, sanitair of voedsel",
            "hygiëne hygieneklasse hygiënesoort hygieneeis",
            Text("none", "geen"),
        ),
        column(
            "certificates",
            cells.items,
            "list of what a person must hold by law (vog, security_diploma, …)",
            "lijst van wat iemand volgens de wet moet hebben (vog, security_diploma, …)",
            "certificaten certificaat vereiste_certificaten wettelijke_eisen diplomas diploma certificate "
            "required_certificates",
        ),
        column(
            "supervised",
            cells.yes_no,
            "someone is there who can supervise",
            "er is iemand die kan begeleiden",
            "begeleid begeleiding begeleiding_aanwezig begeleider_aanwezig met_begeleiding toezicht "
            "toezicht_aanwezig supervision supervisor_present",
            _NO,
        ),
        column(
            "valid_from",
            cells.iso_date,
            "date; before it the task is left out",
            "datum; eerder doet de taak niet mee",
            "geldig_vanaf geldig_van ingangsdatum startdatum start_date",
            cell="date",
        ),
        column(
            "valid_until",
            cells.iso_date,
            "date; after it the task is left out",
            "datum; later doet de taak niet mee",
            "geldig_tot geldig_tot_en_met geldig_t/m einddatum end_date valid_to",
            cell="date",
        ),
        column(
            "hourly_wage_eur",
            cells.euro,
            "for the attribution report",
            "voor het rapport: wie de werkgever kan zijn",
            "uurloon uurloon_eur uurloon_euro uurloon_in_euro bruto_uurloon loon_per_uur hourly_wage wage",
        ),
        column(
            "cao_function",
            cells.text,
            "for the attribution report",
            "voor het rapport: wie de werkgever kan zijn",
            "cao_functie functie functie_cao functienaam functiegroep function",
        ),
        column(
            "note",
            cells.text,
            "free text",
            "vrije tekst",
            "opmerking opmerkingen notitie notities toelichting notes remark remarks comment comments "
            "omschrijving* beschrijving* description*",
        ),
    ),
)
