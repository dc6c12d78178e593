"""``bundler board``: the live board, for everyone in the room."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bundler.cli.console import Console, write
from bundler.cli.options import scenario_option
from bundler.cli.verb import DONE, MISUSED, REFUSED, Number, Verb
from bundler.i18n import Lang, Text

FORMAT = "bundler-board/1"
HOST, PORT = "127.0.0.1", 8765

_ABOUT = Text(
    "Stack jobs together on a live board, in the browser.\n\n"
    "DATA is a folder with CSV files or an .xlsx workbook; it is copied into the session and stays as it is. "
    "Every change is on disk before anyone sees it: the same command goes on where it was. Everything works "
    "without internet. The board listens to this computer only; with --host 0.0.0.0 others in the same "
    "network can join with a code. The facilitator's own address is shown here and nowhere else.",
    "Stapel samen banen op een bord in de browser.\n\n"
    "DATA is een map met CSV-bestanden of een .xlsx-werkmap; de sessie krijgt een kopie, en DATA blijft "
    "zoals het is. Elke wijziging staat op schijf voordat iemand haar ziet: dezelfde opdracht gaat verder "
    "waar het was gebleven. Alles werkt zonder internet. Het bord luistert alleen naar deze computer; met "
    "--host 0.0.0.0 kunnen anderen in hetzelfde netwerk meedoen met een code. Het adres van de begeleider "
    "staat alleen hier.",
)
_SESSION = Text(
    "Folder of the session (default: the name of DATA with .board, here). If it is there, it goes on.",
    "Map van de sessie (standaard: de naam van DATA met .board, hier). Als die er is, gaat ze verder.",
)
_HOST = Text(
    "Address to listen at (default: 127.0.0.1, this computer only; 0.0.0.0: the whole network).",
    "Adres om op te luisteren (standaard: 127.0.0.1, alleen deze computer; 0.0.0.0: het hele netwerk).",
)
_PORT = Text("Port (default: 8765).", "Poort (standaard: 8765).")
_REPLAY = Text(
    "Tell how the plan came about, change by change, and stop.",
    "Vertel hoe het plan tot stand kwam, wijziging voor wijziging, en stop.",
)
_ON = Text("The session goes on: {folder}", "De sessie gaat verder: {folder}")
_NEW = Text("A new session: {folder}", "Een nieuwe sessie: {folder}")
_FACILITATOR = Text("Open this as facilitator: {address}", "Open dit als begeleider: {address}")
_OTHERS = Text(
    "Others join at {address} with the code {code}", "Anderen doen mee op {address} met de code {code}"
)
_ALONE = Text(
    "Only this computer can open it. With --host 0.0.0.0 others in the network can join.",
    "Alleen deze computer kan het openen. Met --host 0.0.0.0 kunnen anderen in het netwerk meedoen.",
)
_END = Text("Ctrl-C ends it; nothing is lost.", "Ctrl-C stopt het; er gaat niets verloren.")
_SCENARIO_KEPT = Text(
    "The session goes on with the scenario it began with; --scenario is for a new one.",
    "De sessie gaat verder met het scenario waarmee ze begon; --scenario is voor een nieuwe.",
)


def command(lang: Lang) -> click.Command:
    """The verb in one language."""
    return Verb(
        "board",
        run,
        lang=lang,
        about=_ABOUT,
        params=[
            click.Argument(["data"], metavar="DATA"),
            scenario_option(lang),
            click.Option(["--session"], metavar="DIR", help=_SESSION(lang)),
            click.Option(["--host"], metavar="HOST", default=HOST, help=_HOST(lang)),
            click.Option(
                ["--port"],
                type=Number(lang, whole=True, least=1, most=65535),
                default=PORT,
                metavar="N",
                help=_PORT(lang),
            ),
            click.Option(["--replay"], is_flag=True, help=_REPLAY(lang)),
        ],
        examples=[
            ("board mydata", Text("On this computer.", "Op deze computer.")),
            (
                "board mydata --host 0.0.0.0 --lang nl",
                Text("For everyone in the room, in Dutch.", "Voor iedereen in de zaal, in het Nederlands."),
            ),
            (
                "board mydata --replay",
                Text("How the plan came about.", "Hoe het plan tot stand kwam."),
            ),
        ],
        exit_codes=[DONE, REFUSED, MISUSED],
    )


def run(
    console: Console,
    data: str,
    scenario: str | None,
    session: str | None,
    host: str,
    port: int,
    replay: bool,
) -> int:
    """Begin or continue the session and serve it until it is interrupted; gives the exit code.

    Raises:
        UsageError: a library is missing, the port is taken, or the folder is no session.
        DataRefused: the data has errors.
    """
    from bundler.board.serve import Place, listen, need_libraries, serve

    folder = Path(session) if session is not None else Path(f"{Path(data).resolve().stem}.board")
    if replay:
        return _replay(console, folder)
    need_libraries()
    from bundler.board.session import Session

    with listen(host, port) as sock:
        going_on = folder.exists()
        if going_on and scenario is not None:
            console.say(_SCENARIO_KEPT)
        opened = (
            Session.open(folder)
            if going_on
            else Session.begin(folder, Path(data), Path(scenario) if scenario else None, console.lang)
        )

        def tell(place: Place, path: str, code: str) -> None:
            console.out((_ON if going_on else _NEW).fill(folder=folder))
            address = place.local + path
            line = console.words(_FACILITATOR.fill(address=address))
            if console.json:
                console.document(
                    {
                        "format": FORMAT,
                        "session": str(folder),
                        "facilitator": address,
                        "join": [f"{other}/join" for other in place.others],
                        "code": code,
                    }
                )
            else:
                write(sys.stdout, line + "\n")  # also when quiet: without it nobody gets in
            for other in place.others:
                console.out(_OTHERS.fill(address=f"{other}/join", code=code))
            if not place.others:
                console.out(_ALONE)
            console.out(_END)

        serve(opened, sock, lang=console.lang, on_start=tell)
    return 0


def _replay(console: Console, folder: Path) -> int:
    """Tell how the plan came about; nothing is changed, and no library of the extra is needed."""
    from bundler.board.replay import document, lines, replay
    from bundler.board.session import Session

    session = Session.open(folder)
    try:
        steps = replay(session.store.events(), session.history.at(0), session.data.base)
    finally:
        session.close()
    for line in lines(folder.name, steps, console.lang):
        console.out(line)
    console.document(document(folder.name, steps, console.lang))
    return 0
