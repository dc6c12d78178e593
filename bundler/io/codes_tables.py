"""The codes about files, sheets, columns and cells."""

from __future__ import annotations

from bundler.io.code import code

FILE_CODES = (
    code(
        "E-MISSING-TABLE",
        "The table {table} is missing.",
        "De tabel {table} ontbreekt.",
        "add the file or the sheet {table}, or give it this name.",
        "voegt u het bestand of werkblad {table} toe, of geeft u het deze naam.",
    ),
    code(
        "E-TWO-TABLES",
        "The table {table} is there twice: {first} and {second}.",
        "De tabel {table} is er twee keer: {first} en {second}.",
        "remove one of the two, or rename it.",
        "verwijdert u een van de twee, of geeft u die een andere naam.",
    ),
    code(
        "W-UNKNOWN-TABLE",
        "This file or sheet is not read.",
        "Dit bestand of werkblad wordt niet gelezen.",
        "it has a typing mistake in its name.",
        "staat er een tikfout in de naam.",
    ),
    code(
        "E-EMPTY-FILE",
        "The file or sheet is empty.",
        "Het bestand of werkblad is leeg.",
        "it was not saved completely; export it again.",
        "is het niet helemaal opgeslagen; exporteer het opnieuw.",
    ),
    code(
        "E-NO-ROWS",
        "There is a header but no row below it.",
        "Er is een kopregel, maar geen enkele rij eronder.",
        "the wrong file or sheet was exported.",
        "is het verkeerde bestand of werkblad geëxporteerd.",
    ),
    code(
        "E-TOO-LARGE",
        "The file is {size} MB; at most {limit} MB is read.",
        "Het bestand is {size} MB; hooguit {limit} MB wordt gelezen.",
        "this is another file than you meant; a table of 5,000 tasks is about 1 MB.",
        "is dit een ander bestand dan u bedoelt; een tabel met 5.000 taken is ongeveer 1 MB.",
    ),
    code(
        "E-TOO-MANY-ROWS",
        "The table has more than {limit} rows.",
        "De tabel heeft meer dan {limit} rijen.",
        "only the rows that take part are needed; remove the others.",
        "zijn alleen de rijen nodig die meedoen; verwijder de andere.",
    ),
    code(
        "E-TOO-MANY-COLUMNS",
        "The table has more than {limit} columns.",
        "De tabel heeft meer dan {limit} kolommen.",
        "a cell far to the right is filled by accident, or this is another file than you meant.",
        "is ver naar rechts per ongeluk een cel gevuld, of is dit een ander bestand dan u bedoelt.",
    ),
    code(
        "E-ENCODING",
        "The text is not stored as UTF-8 but as {encoding}; this is the first place where it shows.",
        "De tekst is niet opgeslagen als UTF-8 maar als {encoding}; dit is de eerste plek waar dat blijkt.",
        "save it as “CSV UTF-8 (comma delimited)” in Excel.",
        "slaat u het in Excel op als “CSV UTF-8 (door komma’s gescheiden)”.",
    ),
    code(
        "E-BINARY",
        "This is no text file: it holds bytes that no text has.",
        "Dit is geen tekstbestand: er staan bytes in die in tekst niet voorkomen.",
        "it is a workbook with a wrong name, or it is damaged; export it again.",
        "is het een werkmap met een verkeerde naam, of is het beschadigd; exporteer het opnieuw.",
    ),
    code(
        "E-QUOTES",
        'A quotation mark (") is opened here and not closed, so the rows after it run together.',
        'Hier is een aanhalingsteken (") geopend en niet gesloten, waardoor de rijen erna samenlopen.',
        'close it, or write a quotation mark inside a text twice ("").',
        'sluit u het, of schrijft u een aanhalingsteken in een tekst dubbel ("").',
    ),
    code(
        "E-RAGGED",
        "This row has {cells} cells where the header has {headers}.",
        "Deze rij heeft {cells} cellen terwijl de kopregel er {headers} heeft.",
        "a text or list with the file's separator in it needs quotation marks around it.",
        "moeten er aanhalingstekens om een tekst of lijst waarin het scheidingsteken van het bestand staat.",
    ),
    code(
        "E-CUT-OFF",
        "The file ends in the middle of this row: it has {cells} of {headers} cells and no line end.",
        "Het bestand houdt midden in deze rij op: er staan {cells} van {headers} cellen en geen regeleinde.",
        "it was not saved or copied completely; export it again.",
        "is het niet helemaal opgeslagen of gekopieerd; exporteer het opnieuw.",
    ),
    code(
        "E-CHARACTER",
        "The cell holds an invisible control character.",
        "In de cel staat een onzichtbaar stuurteken.",
        "type the cell again.",
        "typt u de cel opnieuw.",
    ),
    code(
        "E-MISSING-COLUMN",
        "The column {name} is missing.",
        "De kolom {name} ontbreekt.",
        "add the column, or check its spelling in the header row.",
        "voegt u de kolom toe, of controleert u de spelling in de kopregel.",
    ),
    code(
        "E-DUPLICATE-COLUMN",
        "This column and the column {other} mean the same: {name}.",
        "Deze kolom en de kolom {other} betekenen hetzelfde: {name}.",
        "remove one of the two.",
        "verwijdert u een van de twee.",
    ),
    code(
        "W-UNKNOWN-COLUMN",
        "This column is not known; it is not used.",
        "Deze kolom is niet bekend; hij wordt niet gebruikt.",
        "it can be removed.",
        "kan hij weg.",
    ),
    code(
        "E-PERSONAL-COLUMN",
        "This column looks like {what}. Personal data is refused (GDPR): a job is made from tasks, "
        "so no data about a person is needed.",
        "Deze kolom lijkt op {what}. Persoonsgegevens worden geweigerd (AVG/UAVG): een baan bestaat "
        "uit taken, dus gegevens over een persoon zijn niet nodig.",
        "remove the whole column and keep it out of this file.",
        "verwijdert u de hele kolom en houdt u die buiten dit bestand.",
    ),
    code(
        "E-BSN",
        "This cell holds what looks like a citizen service number (BSN). Such a number may only be used "
        "where a law "
        "allows it (UAVG art. 46), and no personal data is needed: a job is made from tasks.",
        "In deze cel staat wat op een burgerservicenummer (BSN) lijkt. Dat mag alleen gebruikt worden "
        "waar een wet "
        "dat toestaat (UAVG art. 46), en persoonsgegevens zijn niet nodig: een baan bestaat uit taken.",
        "remove the number; give a task a code of your own, such as A01.",
        "verwijdert u het nummer; geef een taak een eigen code, zoals A01.",
    ),
)

CELL_CODES = (
    code(
        "E-REQUIRED",
        "This cell may not be blank.",
        "Deze cel mag niet leeg zijn.",
        "fill it, or remove the whole row.",
        "vult u de cel, of verwijdert u de hele rij.",
    ),
    code(
        "E-FORMULA",
        "The formula in this cell has no result.",
        "De formule in deze cel heeft geen uitkomst.",
        "repair the formula, or open the workbook in Excel, let it calculate and save it.",
        "herstelt u de formule, of opent u de werkmap in Excel, laat u die rekenen en slaat u op.",
    ),
    code(
        "E-DAYS",
        "These are no days of the week: {item}.",
        "Dit zijn geen dagen van de week: {item}.",
        "write mon, tue, wed, thu, fri, sat, sun in a list (mon;wed) or as a range (mon-fri).",
        "schrijft u ma, di, wo, do, vr, za, zo in een lijst (ma;wo) of als reeks (ma-vr).",
    ),
    code(
        "E-HOURS",
        "This is no number of hours.",
        "Dit is geen aantal uren.",
        "write hours as 2.5, 2,5 or 2:30.",
        "schrijft u uren als 2,5 of 2:30.",
    ),
    code(
        "E-CLOCK",
        "This is no clock time.",
        "Dit is geen kloktijd.",
        "write it as hours and minutes, 07:30.",
        "schrijft u uren en minuten, zoals 07:30.",
    ),
    code(
        "E-NUMBER",
        "This is no number.",
        "Dit is geen getal.",
        "write digits only, with a decimal point or comma where needed.",
        "schrijft u alleen cijfers, zo nodig met een decimale komma of punt.",
    ),
    code(
        "E-WHOLE",
        "This is no whole number.",
        "Dit is geen heel getal.",
        "write digits only, without decimals.",
        "schrijft u alleen cijfers, zonder decimalen.",
    ),
    code(
        "E-RANGE",
        "This number must be {range}.",
        "Dit getal moet {range} zijn.",
        "a digit or the decimal sign is wrong.",
        "klopt een cijfer of het decimaalteken niet.",
    ),
    code(
        "E-AMOUNT",
        "This amount can be read in two ways: the mark may be for thousands or for decimals.",
        "Dit bedrag is op twee manieren te lezen: het teken kan voor duizendtallen of voor decimalen staan.",
        "write the amount without marks for thousands.",
        "schrijft u het bedrag zonder teken voor duizendtallen.",
    ),
    code(
        "E-DATE",
        "This is no date of the form year-month-day.",
        "Dit is geen datum in de vorm jaar-maand-dag.",
        "write it as 2028-12-31.",
        "schrijft u die als 2028-12-31.",
    ),
    code(
        "E-YES-NO",
        "This is neither yes nor no.",
        "Dit is geen ja en geen nee.",
        "write yes or no (ja/nee, true/false and 1/0 are fine too).",
        "schrijft u ja of nee (yes/no, true/false en 1/0 mogen ook).",
    ),
    code(
        "E-CHOICE",
        "This is none of the possible values: {choices}.",
        "Dit is geen van de mogelijke waarden: {choices}.",
        "take one of these values, or leave the cell blank for the default.",
        "kiest u een van deze waarden, of laat u de cel leeg voor de standaardwaarde.",
    ),
    code(
        "E-URI",
        "This is no web address.",
        "Dit is geen webadres.",
        "write it in full, with https:// in front, or leave the cell blank.",
        "schrijft u het voluit, met https:// ervoor, of laat u de cel leeg.",
    ),
    code(
        "W-COLOR",
        "This is no colour; one is chosen instead.",
        "Dit is geen kleur; er wordt er een gekozen.",
        "write it as #0072B2.",
        "schrijft u die als #0072B2.",
    ),
    code(
        "W-PERCENT",
        "This percentage is below 1: {percent} % is meant literally.",
        "Dit percentage is lager dan 1: het wordt letterlijk als {percent} % gelezen.",
        "{times} is meant.",
        "is {times} bedoeld.",
    ),
    code(
        "W-MINUTES",
        "These hours are no whole number of minutes: {given} minutes is rounded to {minutes}.",
        "Deze uren zijn geen heel aantal minuten: {given} minuten is afgerond op {minutes}.",
        "write the hours as hours and minutes, {clock}.",
        "schrijft u de uren als uren en minuten, {clock}.",
    ),
)
