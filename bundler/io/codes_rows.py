"""The codes about rows, the scenario and the problem as a whole."""

from __future__ import annotations

from bundler.io.code import code

ROW_CODES = (
    code(
        "E-DUPLICATE-ID",
        "This id is also in row {first_row}; every row needs an id of its own.",
        "Deze id staat ook in rij {first_row}; elke rij heeft een eigen id nodig.",
        "give one of the two another id, or use headcount for more persons on the same task.",
        "geeft u een van de twee een andere id, of gebruikt u headcount voor meer personen op dezelfde taak.",
    ),
    code(
        "E-UNKNOWN-SUPPLIER",
        "This supplier is not in the table suppliers.",
        "Deze leverancier staat niet in de tabel leveranciers.",
        "add it to the table suppliers.",
        "voegt u die toe aan de tabel leveranciers.",
    ),
    code(
        "E-UNKNOWN-LOCATION",
        "This location is not in the table locations.",
        "Deze locatie staat niet in de tabel locaties.",
        "add it to the table locations.",
        "voegt u die toe aan de tabel locaties.",
    ),
    code(
        "E-SESSIONS",
        "{sessions} sessions a week do not fit on {days} days: at most one session a day.",
        "{sessions} blokken per week passen niet op {days} dagen: hooguit één blok per dag.",
        "more days are possible, or the task is really two tasks.",
        "zijn er meer dagen mogelijk, of zijn het eigenlijk twee taken.",
    ),
    code(
        "E-MIN-SESSIONS",
        "The least sessions per job must lie between 1 and the {sessions} sessions a week.",
        "Het kleinste aantal blokken per baan moet liggen tussen 1 en de {sessions} blokken per week.",
        "leave the cell blank: then one job takes the whole series.",
        "laat u de cel leeg: dan neemt één baan de hele reeks.",
    ),
    code(
        "E-WINDOW-ORDER",
        "The latest end is not after the earliest start ({start}).",
        "Het laatste einde ligt niet na de vroegste start ({start}).",
        "the two times are swapped; work over midnight must be split in two tasks.",
        "zijn de twee tijden verwisseld; werk over middernacht moet in twee taken gesplitst.",
    ),
    code(
        "E-WINDOW",
        "A session of {session} does not fit between {start} and {end}: that is {room}.",
        "Een blok van {session} past niet tussen {start} en {end}: dat is {room}.",
        "the window must be wider, or the session shorter.",
        "moet het tijdvenster ruimer, of het blok korter.",
    ),
    code(
        "E-VALIDITY",
        "The task ends before it begins ({start}).",
        "De taak eindigt voor hij begint ({start}).",
        "the two dates are swapped.",
        "zijn de twee datums verwisseld.",
    ),
    code(
        "E-POSITION",
        "A position needs both lat and lon; one of the two is blank.",
        "Een positie heeft lat en lon allebei nodig; een van de twee is leeg.",
        "fill both, or leave both blank.",
        "vult u ze allebei, of laat u ze allebei leeg.",
    ),
    code(
        "W-LAT-LON",
        "Latitude and longitude look swapped: in the Netherlands lat is about 52 and lon about 5.",
        "Breedte en lengte lijken verwisseld: in Nederland is lat ongeveer 52 en lon ongeveer 5.",
        "swap the two columns.",
        "wisselt u de twee kolommen om.",
    ),
    code(
        "E-TRAVEL-TWICE",
        "Row {first_row} gives {minutes} minutes for the same journey.",
        "Rij {first_row} geeft {minutes} minuten voor dezelfde weg.",
        "remove one of the two rows.",
        "verwijdert u een van de twee rijen.",
    ),
    code(
        "W-CAO",
        "The catalogue has no collective agreement of this name: what it says is unknown.",
        "De catalogus heeft geen cao met deze naam: wat die bepaalt, is onbekend.",
        "take one of {known}; or write unknown, or add it in norms.toml.",
        "kiest u een van {known}; of schrijft u onbekend, of voegt u die toe in norms.toml.",
    ),
    code(
        "W-BLOCKS-TABLE",
        "The catalogue has no table of building blocks of this name: its values are unknown.",
        "De catalogus heeft geen bouwblokkentabel met deze naam: de waarden ervan zijn onbekend.",
        "take one of {known}; or leave the cell blank, or add it in norms.toml.",
        "kiest u een van {known}; of laat u de cel leeg, of voegt u die toe in norms.toml.",
    ),
    code(
        "W-TRAVEL-SELF",
        "From a location to itself takes no time; this row is not used.",
        "Van een locatie naar zichzelf kost geen tijd; deze rij wordt niet gebruikt.",
        "one of the two locations is wrong.",
        "klopt een van de twee locaties niet.",
    ),
)

SCENARIO_CODES = (
    code(
        "E-TOML",
        "The scenario file cannot be read from line {line}, position {position}.",
        "Het scenariobestand is niet te lezen vanaf regel {line}, positie {position}.",
        "a quotation mark, a bracket or an = sign is missing there.",
        "ontbreekt daar een aanhalingsteken, een haakje of een =-teken.",
    ),
    code(
        "E-SECTION",
        "There is no section of this name.",
        "Er is geen onderdeel met deze naam.",
        "it should be [scenario], [rules], [weights], [solve], [attribution], [[pins]], [[tasks]], "
        "[[suppliers]], [[locations]], [[travel]] or [[competencies]].",
        "moet het [scenario], [rules], [weights], [solve], [attribution], [[pins]], [[tasks]], "
        "[[suppliers]], [[locations]], [[travel]] of [[competencies]] zijn.",
    ),
    code(
        "E-SHAPE",
        "This must be {shape}.",
        "Dit moet {shape} zijn.",
        "a pair of brackets is missing or too many.",
        "ontbreekt er een paar haakjes, of staat er een te veel.",
    ),
    code(
        "E-KEY",
        "Section {section} has no such key.",
        "Onderdeel {section} heeft geen sleutel met deze naam.",
        "remove the line; the reference lists all keys.",
        "verwijdert u de regel; de naslag noemt alle sleutels.",
    ),
    code(
        "E-KEY-TWICE",
        "This key is given twice; row {first_row} has it too.",
        "Deze sleutel staat er twee keer; ook in rij {first_row}.",
        "remove one of the two rows.",
        "verwijdert u een van de twee rijen.",
    ),
    code(
        "E-RULES-ORDER",
        "{low} must be {relation} {high}; here they are {low_value} and {high_value}.",
        "{low} moet {relation} {high} zijn; hier zijn ze {low_value} en {high_value}.",
        "the two values are swapped, or one is left at its default.",
        "zijn de twee waarden verwisseld, of staat er een nog op de standaardwaarde.",
    ),
    code(
        "E-PIN",
        "A pin has exactly one of together, apart, place, leave, job and forbid_suppliers.",
        "Een vastgezette keuze heeft precies één van together, apart, place, leave, job en forbid_suppliers.",
        "give each pin its own [[pins]].",
        "geeft u elke keuze haar eigen [[pins]].",
    ),
    code(
        "E-PIN-IDS",
        "The pin {kind} needs {needs}.",
        "De vastgezette keuze {kind} heeft {needs} nodig.",
        "an id is missing, or is there twice.",
        "ontbreekt er een id, of staat er een dubbel.",
    ),
    code(
        "E-PIN-TASK",
        "The pin names a task that is not in the table tasks.",
        "De vastgezette keuze noemt een taak die niet in de tabel taken staat.",
        "the task was renamed or removed.",
        "is de taak hernoemd of verwijderd.",
    ),
    code(
        "E-PIN-SUPPLIER",
        "The pin names a supplier that is not in the table suppliers.",
        "De vastgezette keuze noemt een leverancier die niet in de tabel leveranciers staat.",
        "the supplier was renamed or removed.",
        "is de leverancier hernoemd of verwijderd.",
    ),
)

SENSE_CODES = (
    code(
        "W-PINS",
        "Pins contradict each other: {first} and {second}; no plan can keep both.",
        "Vastgezette keuzes spreken elkaar tegen: {first} en {second}; geen plan kan aan beide voldoen.",
        "remove one of the two.",
        "verwijdert u een van de twee.",
    ),
    code(
        "W-GRID",
        "A session of {minutes} minutes does not end on the grid of {grid} minutes, so what follows "
        "starts later.",
        "Een blok van {minutes} minuten eindigt niet op het raster van {grid} minuten; wat volgt begint "
        "later.",
        "make the session a multiple of {grid} minutes, or set grid_minutes lower.",
        "maakt u het blok een veelvoud van {grid} minuten, of zet u grid_minutes lager.",
    ),
    code(
        "W-LONG-SESSION",
        "The task fits no job: {why}.",
        "De taak past in geen enkele baan: {why}.",
        "split it in two tasks with a break between them.",
        "splitst u die in twee taken met een pauze ertussen.",
    ),
    code(
        "W-FITS-NO-JOB",
        "The task fits no job, whatever it is combined with: {why}.",
        "De taak past in geen enkele baan, met wat dan ook erbij: {why}.",
        "change the task, or relax this rule in the scenario.",
        "past u de taak aan, of verruimt u deze regel in het scenario.",
    ),
    code(
        "W-NO-PARTNER",
        "No job can hold this task: alone it has {own} hours a week, and with every task it may share a job "
        "with at most {best}; a job has at least {least}.",
        "Geen enkele baan kan deze taak hebben: alleen heeft hij {own} uur per week, en samen met elke taak "
        "waarmee hij een baan mag delen hooguit {best}; een baan heeft er ten minste {least}.",
        "offer more tasks near it, or relax min_hours, max_travel_minutes or separate_settings.",
        "biedt u er meer taken in de buurt aan, of verruimt u min_hours, max_travel_minutes of "
        "separate_settings.",
    ),
    code(
        "W-UNREACHABLE",
        "From this location no other location with tasks can be reached.",
        "Vanaf deze locatie is geen andere locatie met taken bereikbaar.",
        "fill lat and lon, the site, or rows in the table travel.",
        "vult u lat en lon, het terrein (site), of rijen in de tabel reistijden.",
    ),
    code(
        "W-SUPPLIER-NO-TASKS",
        "This supplier offers no task.",
        "Deze leverancier biedt geen enkele taak aan.",
        "its tasks are missing, or the row can go.",
        "ontbreken de taken nog, of kan de rij weg.",
    ),
    code(
        "W-COMPETENCY",
        "Tasks ask this competency, but it is not in the table competencies: a vacancy shows its id.",
        "Taken vragen deze competentie, maar ze staat niet in de tabel competenties: een vacature toont "
        "haar code.",
        "add it to the table competencies, or check its spelling in the table tasks.",
        "voegt u die toe aan de tabel competenties, of controleert u de spelling in de tabel taken.",
    ),
    code(
        "N-CERTIFICATE",
        "The task stays out by the rule excluded_certificates: {why}.",
        "De taak doet niet mee door de regel excluded_certificates: {why}.",
        "remove the certificate from excluded_certificates if the task should take part.",
        "haalt u het certificaat uit excluded_certificates als de taak wel mee moet doen.",
    ),
    code(
        "N-DATE",
        "The task is left out: on the plan date {date} it is not valid ({span}).",
        "De taak doet niet mee: op de plandatum {date} is hij niet geldig ({span}).",
        "change plan_date in the scenario, or the task's dates.",
        "wijzigt u plan_date in het scenario, of de datums van de taak.",
    ),
    code(
        "N-NO-POSITION",
        "This location has no lat and lon: its travel times come from the table travel or from "
        "same_site_minutes only.",
        "Deze locatie heeft geen lat en lon: de reistijden komen alleen uit de tabel reistijden of uit "
        "same_site_minutes.",
        "fill lat and lon for travel times by distance.",
        "vult u lat en lon in voor reistijden naar afstand.",
    ),
)
