"""A proof in words, in both languages, and as JSON."""

from __future__ import annotations

from bundler.i18n import Text
from bundler.prove.proof import Proof, ProvedLevel
from bundler.units import DAYS, clock, decimal

_NAMES = {
    "score": Text("score", "score"),
    "hours": Text("hours in jobs", "uren in banen"),
    "jobs": Text("number of jobs", "aantal banen"),
}
_SOLVED = Text(
    "Second path: {sets} sets of tasks listed, {weeks} best weeks found, {seconds} s.",
    "Tweede weg: {sets} combinaties van taken opgesomd, {weeks} beste weken gevonden, {seconds} s.",
)
_LEVEL = Text(
    "{name}: this plan {value}; no plan can be better than {bound}{how}.",
    "{name}: dit plan {value}; geen plan kan beter zijn dan {bound}{how}.",
)
_NO_BOUND = Text(
    "{name}: this plan {value}; no bound of its own was found.",
    "{name}: dit plan {value}; er is geen eigen grens gevonden.",
)
_LINEAR = Text("linear bound {value}", "lineaire grens {value}")
_INTEGER = Text("integer bound {value}", "geheeltallige grens {value}")
_GAP = Text("gap {value} %", "verschil {value} %")
_PROVED = Text(
    "Proved by a second path: no plan under these rules is better.",
    "Bewezen langs een tweede weg: geen plan onder deze regels is beter.",
)
_BETTER = Text(
    "This plan is not the best: a plan with {name} {better} instead of {value} exists. The plan does not say "
    "otherwise.",
    "Dit plan is niet het beste: er bestaat een plan met {name} {better} in plaats van {value}. Het plan "
    "beweert niet anders.",
)
_NOT_OPTIMAL = Text(
    "Contradicted: the plan says that none is better, but a plan with {name} {better} instead of {value} "
    "exists.",
    "Weerlegd: het plan zegt dat er geen beter is, maar er bestaat een plan met {name} {better} in plaats "
    "van {value}.",
)
_FALSE_BOUND = Text(
    "Contradicted: the plan says that {name} {claimed} is the limit, but a plan with {name} {better} exists.",
    "Weerlegd: het plan zegt dat {name} {claimed} de grens is, maar er bestaat een plan met {name} {better}.",
)
_WHERE = Text(
    "With --json the rosters of that plan are in the document.",
    "Met --json staan de roosters van dat plan in het document.",
)
_CUTS = {
    "time": Text(
        "Not finished: the time was up. Maybe give it more (--time).",
        "Niet afgemaakt: de tijd was om. Misschien meer tijd geven (--time).",
    ),
    "user": Text("Not finished: stopped by you.", "Niet afgemaakt: door u gestopt."),
    "size": Text(
        "Not finished: there are more sets of tasks than the memory is meant for.",
        "Niet afgemaakt: er zijn meer combinaties van taken dan waar het geheugen voor bedoeld is.",
    ),
    "solver": Text(
        "Not finished: the solver of the second path gave up.",
        "Niet afgemaakt: de oplosser van de tweede weg gaf het op.",
    ),
}
_UNCONFIRMED = Text(
    "What the plan says of itself is not confirmed, and not contradicted either.",
    "Wat het plan over zichzelf zegt, is niet bevestigd en ook niet weerlegd.",
)
_UNFIT = Text(
    "Refused: under fewest-jobs every task must be fully placed, and this plan leaves some.",
    "Geweigerd: bij fewest-jobs moet elke taak volledig geplaatst zijn, en dit plan laat er over.",
)


def proof_lines(proof: Proof) -> list[Text]:
    """What was solved, each level, and the verdict."""
    if proof.verdict == "unfit":
        return [_UNFIT]
    solved = _SOLVED.fill(
        sets=proof.sets, weeks=proof.weeks, seconds=lambda lang: decimal(proof.seconds, lang, 1)
    )
    return [solved, *map(_level, proof.levels), *_verdict(proof)]


def _shown(value: float | None) -> Text:
    return Text("–", "–") if value is None else Text(decimal(value, "en"), decimal(value, "nl"))


def _level(level: ProvedLevel) -> Text:
    if level.bound is None:
        return _NO_BOUND.fill(name=_NAMES[level.name], value=_shown(level.value))
    parts = [
        words.fill(value=_shown(value))
        for words, value in ((_LINEAR, level.linear), (_INTEGER, level.integer))
        if value is not None
    ]
    gap = 100 * abs(level.bound - level.value) / max(1.0, abs(level.bound))
    parts.append(_GAP.fill(value=_shown(gap)))
    how = Text(*(f" ({', '.join(part(lang) for part in parts)})" for lang in ("en", "nl")))
    return _LEVEL.fill(name=_NAMES[level.name], value=_shown(level.value), bound=_shown(level.bound), how=how)


def _verdict(proof: Proof) -> list[Text]:
    if proof.verdict == "proved":
        return [_PROVED]
    if proof.verdict == "open":
        return [_CUTS[proof.cut], _UNCONFIRMED]
    level = proof.levels[-1]
    words = _BETTER
    if proof.verdict == "contradicted":
        words = _NOT_OPTIMAL if proof.optimal or level.claimed is None else _FALSE_BOUND
    said = words.fill(
        name=_NAMES[level.name],
        value=_shown(level.value),
        better=_shown(level.better),
        claimed=_shown(level.claimed),
    )
    return [said, _WHERE]


def proof_document(proof: Proof) -> dict[str, object]:
    """The proof as JSON; ``better`` is a plan that can be read back, or null."""
    return {
        "verdict": proof.verdict,
        "cut": proof.cut or None,
        "sets": proof.sets,
        "weeks": proof.weeks,
        "seconds": round(proof.seconds, 3),
        "levels": [
            {
                "name": level.name,
                "value": _figure(level.value),
                "bound": _figure(level.bound),
                "linear": _figure(level.linear),
                "integer": _figure(level.integer),
                "better": _figure(level.better),
                "claimed": _figure(level.claimed),
            }
            for level in proof.levels
        ],
        "better": _plan(proof) if proof.better else None,
    }


def _figure(value: float | None) -> float | None:
    return None if value is None else round(value, 4) + 0.0


def _plan(proof: Proof) -> dict[str, object]:
    return {
        "jobs": [
            {
                "roster": [
                    {
                        "day": DAYS[session.day],
                        "start": clock(session.start),
                        "end": clock(session.end),
                        "task_id": session.task_id,
                    }
                    for session in sorted(roster, key=lambda session: (session.day, session.start))
                ]
            }
            for roster in proof.better
        ]
    }
