"""Colours that can be read, are safe to put in a page, and are never all there is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundler.domain import Supplier
from bundler.report.colors import OKABE_ITO, contrast, ink_on, safe_color, supplier_styles


def test_contrast_is_wcags() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("#336699", "#336699") == 1


@given(st.integers(0, 0xFFFFFF))
def test_ink_is_readable_on_any_color(color: int) -> None:
    fill = f"#{color:06X}"
    assert contrast(ink_on(fill), fill) >= 4.5


@pytest.mark.parametrize(
    ("given", "safe"),
    [("#0072b2", "#0072B2"), ("#abc", "#AABBCC"), (" Teal ", "#008080"), ("rebeccapurple", "#663399")],
)
def test_colors_are_understood(given: str, safe: str) -> None:
    assert safe_color(given) == safe


@pytest.mark.parametrize(
    "given", ["", "url(x)", "#12", "#12345", "red;x:y", "expression(1)", "C0", "nocolor", "#12345g"]
)
def test_anything_else_is_no_color(given: str) -> None:
    assert safe_color(given) is None


def test_suppliers_get_letters_of_their_own_and_free_colors() -> None:
    names = ["Asito", "Anders", "As", "", "Aas", *(f"Leverancier {n}" for n in range(40))]
    suppliers = [Supplier(supplier_id=f"s{n}", name=name) for n, name in enumerate(names)]
    styles = supplier_styles(suppliers)
    letters = [style.letter for style in styles.values()]
    assert letters[:4] == ["A", "N", "S", "B"]
    assert len(set(letters)) == len(letters)
    assert styles["s3"].name == "s3"
    assert [style.fill for style in styles.values()][:8] == list(OKABE_ITO)


def test_color_someone_asked_for_is_given_to_nobody_else() -> None:
    suppliers = [Supplier(supplier_id="a"), Supplier(supplier_id="b", color=OKABE_ITO[0])]
    styles = supplier_styles(suppliers)
    assert styles["b"].fill == OKABE_ITO[0]
    assert styles["a"].fill == OKABE_ITO[1]
