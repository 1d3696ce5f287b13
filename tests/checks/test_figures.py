"""What counts as a figure of a sentence: quantities, not years, days or numbers within names."""

from __future__ import annotations

import pytest

from explorer.checks.figures import figures, sentences, two_decimals


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("En 2024 teletrabajó el 15,1 % de los ocupados.", ["15,1"]),
        ("Desde el 9 de julio de 2026 hay otro examen.", []),
        ("Since 9 July 2026 there is another exam.", []),
        ("Entre 40.000 y 50.000 € al año.", ["50.000"]),
        ("EUR 40,000 to 50,000 a year.", ["50,000"]),
        ("$61,580 to $167,970 a year.", ["167,970"]),
        ("Para 2024-34 se esperan 78.200 vacantes.", ["78.200"]),
        ("La CNO-11 no lo recoge, y PRINCE2 7 tampoco.", []),
        ("Se vende a empresas (B2B).", []),
        ("Un account manager lleva de 10 a 25 cuentas.", ["10", "25"]),
        ("The median is $148,270, against $102,320.", ["148,270", "102,320"]),
        ("Nada que contar.", []),
    ],
)
def test_a_figure_is_a_quantity(sentence: str, found: list[str]) -> None:
    assert figures(sentence) == found


def test_a_stop_within_a_number_or_an_abbreviation_ends_no_sentence() -> None:
    assert sentences("En EE. UU. son 148.270 $. Aquí, no. ¿Cuánto?") == [
        "En EE. UU. son 148.270 $.",
        "Aquí, no.",
        "¿Cuánto?",
    ]


def test_thousands_are_no_decimals() -> None:
    assert list(two_decimals("4,86 sobre 5, 148.270 $, 1,4 y 3.48")) == ["4,86", "3.48"]
