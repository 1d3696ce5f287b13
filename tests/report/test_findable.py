"""Someone who knows only the article finds each of its claims by filter, with words of the article."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from explorer.pack.pack import Pack
from explorer.report.diff import diff
from explorer.report.document import Point, Views
from explorer.report.profile import profile
from explorer.report.search import search

WORDS = {
    "S1": "esenciales", "S2": "confusión", "S3": "nombres", "S4": "encajan", "S5": "grandes clientes",
    "S6": "satisfacción", "S7": "cuentas clave", "S8": "ingresos", "S9": "personalizado", "S10": "largo plazo",
    "S11": "oportunidades", "S12": "metas conjuntas", "S13": "entrega", "S14": "procesos internos",
    "S15": "multifuncionales", "S16": "presupuesto", "S17": "ideas", "S18": "etapa", "S19": "impacto",
    "S20": "largo plazo", "S21": "crecimiento continuo", "S22": "necesidades", "S23": "recursos", "S24": "clientes",
    "S25": "puente", "S26": "comunicación externa", "S27": "interno", "S28": "autoconocimiento",
    "S29": "desarrollo profesional", "S30": "habilidades", "S31": "management", "S32": "interacción",
    "S33": "negociar", "S34": "oportunidades comerciales", "S35": "a medida", "S36": "entornos comerciales",
    "S37": "impacto directo", "S38": "mente analítica", "S39": "habilidades organizativas", "S40": "tareas",
    "S41": "resolución de problemas", "S42": "liderar", "S43": "bajo presión", "S44": "clientes externos",
    "S45": "sector", "S46": "salarios", "S47": "contratos", "S48": "recursos", "S49": "proyectos internos",
    "S50": "colaboran", "S51": "específico", "S52": "salario base", "S53": "ingresos competitivos",
}  # fmt: skip
"""What one would type for each claim, from the article's own words."""
MOST = 14
"""Lines that may come up; more and one would not find it in a minute."""


def claims() -> list[tuple[str, str]]:
    """The article's claims: id, and whose they are."""
    with (Path(__file__).parents[1] / "facts" / "seed_claims.csv").open(encoding="utf-8", newline="") as file:
        return [(row["id"], row["role"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("seed", "whose"), claims(), ids=[seed for seed, _ in claims()])
def test_every_claim_of_the_article_is_found_by_a_word_of_it(seed: str, whose: str, pack: Pack) -> None:
    roles = [role.id for role in pack.roles]
    if whose == "both":
        told = diff(pack, roles[0], roles[1], "es")
        carriers = {claim.id for claim in pack.shared if seed in claim.facts}
    else:
        role = next(role for role in pack.roles if role.short["es"] == whose)
        told = profile(pack, role.id, "es")
        carriers = {claim.id for claim in role.claims if seed in claim.facts}
    found, count = search(told, WORDS[seed])
    assert carriers & {block.id for block in found if isinstance(block, Point | Views)}
    assert count <= MOST
