"""The sentences of a measurement: on the page and on the command line."""

from __future__ import annotations

from bundler.i18n import Text

TITLE = Text("Measured: {suite}", "Gemeten: {suite}")
LABELS = {
    "contents": Text("On this page", "Op deze pagina"),
    "problems": Text("What is wrong", "Wat er niet klopt"),
    "side": Text("Side by side", "Naast elkaar"),
    "side_note": Text(
        "For each group of instances, over its seeds: the mean distance of the plan to the best bound that "
        "any solver proved (0 % is proved best), how many were proved, and the middle time of the "
        "whole process.",
        "Per groep instanties, over de begingetallen: het gemiddelde verschil tussen het plan en de beste "
        "grens die een van de oplossers bewees (0 % is bewezen het beste), hoeveel er bewezen zijn, en de "
        "middelste tijd van het hele proces.",
    ),
    "over_time": Text("Over time", "In de tijd"),
    "over_time_note": Text(
        "A line for each solver and instance. First the plan: how far it is from the best bound any solver "
        "proved. Then the proof: the gap between a solver's own plan and its own bound; a solver that "
        "proved no bound has no line there. A cross is the end. Lower is better on both; both axes are "
        "logarithmic.",
        "Eén lijn per oplosser en instantie. Eerst het plan: hoever het van de beste bewezen grens ligt. Dan "
        "het bewijs: het verschil tussen het eigen plan en de eigen grens; wie geen grens bewees, "
        "heeft daar geen lijn. Een kruisje is het einde. Lager is beter; beide assen zijn logaritmisch.",
    ),
    "optima": Text("Beside the known optima", "Naast de bekende optima"),
    "runs": Text("Every run", "Elke run"),
    "runs_note": Text(
        "Value: what the objective counts, as the plain rules count it. Bound: what this solver itself "
        "proved that no plan can pass; – where it proved nothing. Gap: from the value to that bound. Seconds "
        "and MB (the most memory it had): of the whole process.",
        "Waarde: wat het doel telt, zoals de gewone regels het tellen. Grens: waarvan deze oplosser zelf "
        "bewees dat geen plan er voorbij komt; – waar niets bewezen is. Verschil: van de waarde tot die "
        "grens. Seconden en MB (het meeste geheugen): van het hele proces.",
    ),
    "proof_note": Text(
        "Second proof: what the second path of bundler, that of the command check, says of its plan.",
        "Tweede bewijs: wat de tweede weg van bundler, die van de opdracht check, van het plan zegt.",
    ),
    "peers": Text("How each was set up", "Hoe elk is ingesteld"),
    "peers_note": Text(
        "Every run is a process of its own with the whole machine and the same time limit, which counts from "
        "the moment the data has been read and includes building a model. Each plan is judged by the same "
        "plain rules, whatever the solver says of it.",
        "Elke run is een eigen proces met de hele machine en dezelfde tijdslimiet; die telt vanaf het moment "
        "dat de gegevens gelezen zijn en geldt ook voor het bouwen van een model. Elk plan wordt door "
        "dezelfde regels beoordeeld, wat de oplosser er zelf ook van zegt.",
    ),
    "made_with": Text("Made with", "Gemaakt met"),
    "instance": Text("Instance", "Instantie"),
    "group": Text("Instances", "Instanties"),
    "solver": Text("Solver", "Oplosser"),
    "status": Text("Status", "Status"),
    "value": Text("Value", "Waarde"),
    "score": Text("Score", "Score"),
    "bound": Text("Bound", "Grens"),
    "gap": Text("Gap", "Verschil"),
    "distance": Text("To best bound", "Tot beste grens"),
    "proved": Text("Proved", "Bewezen"),
    "optimum": Text("Optimum", "Optimum"),
    "jobs": Text("Jobs", "Banen"),
    "hours": Text("Hours", "Uren"),
    "seconds": Text("Seconds", "Seconden"),
    "memory": Text("MB", "MB"),
    "proof": Text("Second proof", "Tweede bewijs"),
    "note": Text("Note", "Opmerking"),
    "time_axis": Text("seconds since the process started", "seconden sinds de start van het proces"),
    "plan_axis": Text("plan: to the best bound", "plan: tot de beste grens"),
    "proof_axis": Text("proof: own gap", "bewijs: eigen verschil"),
    "started": Text("Started", "Begonnen"),
    "time_limit": Text("Time limit", "Tijdslimiet"),
    "objective": Text("Objective", "Doel"),
    "system": Text("System", "Systeem"),
    "cpu": Text("Processor", "Processor"),
    "cores": Text("Cores", "Kernen"),
    "memory_mb": Text("Memory", "Geheugen"),
    "load": Text("Load at the start", "Belasting bij het begin"),
    "not_complete": Text(
        "This run was stopped before its end; what was done until then is here.",
        "Deze meting is voor het einde gestopt; wat tot dan toe gedaan is, staat hier.",
    ),
    "sound": Text(
        "Every plan keeps every rule, and no plan is better than any bound that was proved.",
        "Elk plan houdt zich aan elke regel, en geen plan is beter dan een grens die bewezen is.",
    ),
}
STATUS = {
    "optimal": Text("proved best", "bewezen het beste"),
    "feasible": Text("plan", "plan"),
    "none": Text("no plan", "geen plan"),
    "too large": Text("too large", "te groot"),
    "not run": Text("not run", "niet gedraaid"),
    "stopped": Text("ended: over time", "beëindigd: te lang"),
    "failed": Text("failed", "mislukt"),
}
PROOF = {
    "proved": Text("proved", "bewezen"),
    "better": Text("a better plan exists", "er is een beter plan"),
    "contradicted": Text("contradicted", "weerlegd"),
    "open": Text("not finished", "niet afgemaakt"),
    "unfit": Text("leaves a task", "laat een taak over"),
    "no verdict": Text("no verdict", "geen oordeel"),
}
CURVES_ALT = Text(
    "Two charts of {group}: how far each plan is from the best bound, and each solver's own gap, against "
    "time. The figures are in the tables.",
    "Twee grafieken van {group}: hoever elk plan van de beste grens ligt, en het eigen verschil van elke "
    "oplosser, tegen de tijd. De cijfers staan in de tabellen.",
)
SETUP = {
    "bundler": Text(
        "bundler itself, as the command solve runs it, all cores, its kernels compiled beforehand (that "
        "happens once in the life of an installation).",
        "bundler zelf, zoals de opdracht solve het doet, met alle kernen; de rekenkernen zijn vooraf "
        "gecompileerd (dat gebeurt eens per installatie).",
    ),
    "compact": Text(
        "One CP-SAT model (ortools), all cores: tasks in job slots, one start a task and day, the succession "
        "of sessions within a day as literals, every rule and the whole score. Slots and the copies of a "
        "task are ordered against symmetry; the day's load is said twice to tighten the relaxation; it "
        "begins from a plan that the greedy makes in the first tenth of the time, given as a complete hint.",
        "Eén CP-SAT-model (ortools), alle kernen: taken in banen, één begin per taak en dag, de volgorde "
        "binnen een dag als literals, alle regels en de hele score. Banen en kopieën van een taak zijn "
        "geordend tegen symmetrie; de dagbelasting staat er dubbel in voor een strakkere relaxatie; het "
        "begint met een plan dat de greedy in het eerste tiende van de tijd maakt, als volledige hint.",
    ),
    "mip": Text(
        "The same model as a mixed-integer program for SCIP inside ortools (MathOpt), each conditional "
        "constraint with the smallest big M that the bounds of its variables allow, begun from the same "
        "plan. SCIP inside ortools uses one core. HiGHS inside ortools was tried on the same program and "
        "bounded it less well; with a variable for each possible start the program becomes many "
        "times larger.",
        "Hetzelfde model als geheeltallig programma voor SCIP in ortools (MathOpt), elke voorwaardelijke "
        "beperking met de kleinste big M die de grenzen van de variabelen toelaten, begonnen met hetzelfde "
        "plan. SCIP in ortools gebruikt één kern. HiGHS in ortools is op hetzelfde programma geprobeerd en "
        "begrensde minder goed; met een variabele per mogelijk begin wordt het programma vele malen groter.",
    ),
    "timefold": Text(
        "Timefold's constraint streams: the job of a task's copy and its days are the planning variables; "
        "one group per job carries the rules (hard) and the score, or how far it is from being a job (soft). "
        "It begins from the plan that the greedy makes in the first tenth of the time, then the default "
        "local search; a job's days are laid out by the constraint and again, more finely, at the end. "
        "Starting Java and translating the model come on top of the time limit. The open-source "
        "edition uses one core.",
        "Timefolds constraint streams: de baan van een kopie van een taak en de dagen zijn de "
        "planningsvariabelen; per baan één groep voor de regels (hard) en de score, of hoever het nog van "
        "een baan is (soft). Het begint met het plan dat de greedy in het eerste tiende van de tijd maakt, "
        "daarna de standaard local search; de dagen van een baan worden in de beperking ingedeeld en aan het "
        "eind nog eens, fijner. Java starten en het model vertalen komen boven op de tijdslimiet. De "
        "open-source-editie gebruikt één kern.",
    ),
    "greedy": Text(
        "Jobs are grown from every task, the best few of each size go on; the best jobs that fit are taken, "
        "by points a minute or by points; then a few jobs are taken out and the room is filled again until "
        "the time is over. Plain Python, one core, no bound.",
        "Banen groeien vanuit elke taak, de beste van elke grootte gaan verder; de beste banen die passen "
        "worden genomen, op punten per minuut of op punten; daarna gaan er telkens een paar banen uit en "
        "wordt de ruimte opnieuw gevuld tot de tijd om is. Gewone Python, één kern, geen grens.",
    ),
}
