"""Amounts, hours, days and norms as people read them, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from bundler.attribution.facts import UNKNOWN, Basis, Warned
from bundler.i18n import Text
from bundler.norms import Reading
from bundler.units import hours_text

_CENT = Decimal("0.01")
_MONTHS = Text(
    "January February March April May June July August September October November December",
    "januari februari maart april mei juni juli augustus september oktober november december",
)
CONFIDENCE = {
    "high": Text("confidence high", "zekerheid hoog"),
    "medium": Text("confidence medium", "zekerheid gemiddeld"),
    "low": Text("confidence low", "zekerheid laag"),
}
_NOT_VERIFIED = Text("Not verified: {text}", "Niet nagegaan: {text}")


def cents(amount: Decimal) -> Decimal:
    """An amount to the cent, halves up."""
    return amount.quantize(_CENT, ROUND_HALF_UP)


def euros(amount: Decimal) -> Text:
    """``€ 1,575.60``, in Dutch ``€ 1.575,60``."""
    text = f"€ {cents(amount):,}"
    return Text(text, text.translate(str.maketrans(",.", ".,")))


def hours(minutes: int) -> Text:
    """Minutes as hours, two decimals at most."""
    return Text(hours_text(minutes, "en"), hours_text(minutes, "nl"))


def percent(fraction: Fraction) -> Text:
    """A fraction as a percentage with one decimal at most, halves up: ``78.9 %``."""
    tenths = int(fraction * 1000 + Fraction(1, 2))
    text = f"{tenths // 10}.{tenths % 10} %".replace(".0 %", " %")
    return Text(text, text.replace(".", ","))


def plain(number: Decimal) -> Text:
    """A number without needless zeros: ``25.5``, in Dutch ``25,5``."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Text(text, text.replace(".", ","))


def day_text(day: date) -> Text:
    """``1 January 2027``, in Dutch ``1 januari 2027``."""
    return Text(*(f"{day.day} {months.split()[day.month - 1]} {day.year}" for months in _MONTHS))


def months_text(count: int) -> Text:
    """``1 month`` or ``12 months``."""
    return Text("1 month", "1 maand") if count == 1 else Text(f"{count} months", f"{count} maanden")


def listed(items: Iterable[Text | str]) -> Text:
    """``a, b and c``."""
    texts = [item if isinstance(item, Text) else Text(item, item) for item in items]

    def joined(parts: list[str], word: str) -> str:
        return parts[-1] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"

    if not texts:
        return Text("", "")
    return Text(joined([text.en for text in texts], "and"), joined([text.nl for text in texts], "en"))


def joined(warnings: Iterable[Warned]) -> tuple[Warned, ...]:
    """Each warning once; what is so of several suppliers is said of all of them together."""
    found: dict[tuple[str, Text], list[Warned]] = {}
    for warned in warnings:
        found.setdefault((warned.code, warned.form or warned.text), []).append(warned)
    return tuple(_of_all(alike) for alike in found.values())


def _of_all(alike: Sequence[Warned]) -> Warned:
    first = alike[0]
    if first.form is None:
        return first
    return first._replace(text=first.form.fill(owner=listed(dict.fromkeys(each.owner for each in alike))))


def sentences(*texts: Text | None) -> Text:
    """Sentences one after the other; None is left out."""
    given = [text for text in texts if text is not None]
    return Text(" ".join(text.en for text in given), " ".join(text.nl for text in given))


def capital(text: Text) -> Text:
    """The text as the beginning of a sentence."""
    return Text(text.en[:1].upper() + text.en[1:], text.nl[:1].upper() + text.nl[1:])


def small(text: Text) -> Text:
    """The text as it is written inside a sentence."""
    one = "Eén"
    dutch = f"één{text.nl[len(one) :]}" if text.nl.startswith(one) else text.nl[:1].lower() + text.nl[1:]
    return Text(text.en[:1].lower() + text.en[1:], dutch)


def ended(text: Text) -> Text:
    """The text as a sentence, with one full stop."""
    return Text(*(f"{each.rstrip('.')}." for each in text))


def says(reading: Reading | None) -> Text:
    """What a norm of text says: ``unknown`` where nobody knows, marked where it is not verified."""
    value = reading.period.value if reading else None
    if reading is None or not isinstance(value, Text):
        return UNKNOWN
    return _NOT_VERIFIED.fill(text=value) if reading.period.confidence == "low" else value


def sure(reading: Reading | None) -> Decimal | None:
    """A norm's number; None where it is not known, or only from what was not verified."""
    return None if reading is None or reading.period.confidence == "low" else reading.number


def known(*readings: Reading | None) -> tuple[Reading, ...]:
    """The readings that there are."""
    return tuple(reading for reading in readings if reading is not None)


def basis_of(basis: Basis, *readings: Reading | None) -> Basis:
    """What a line rests on: ``unknown`` where a norm of it is, ``assumption`` where one is not verified."""
    if any(reading is None or not reading.known for reading in readings):
        return "unknown"
    unsure = any(reading.period.confidence == "low" for reading in known(*readings))
    return "assumption" if unsure else basis
