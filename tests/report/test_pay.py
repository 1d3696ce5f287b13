"""Pay by country: whose is shown, drawn in its own money, and what was not found said so."""

from __future__ import annotations

from explorer.pack.pack import Pack
from explorer.report.document import Paragraph, Point, Range
from explorer.report.pack_translator import translator_of
from explorer.report.pay import after, another, brief, country_of, pay_blocks, pay_of_all


def test_the_first_country_that_is_known_is_shown_else_that_of_the_language(built_in: Pack) -> None:
    for language, wanted, shown in (
        ("es", ("",), "es"),
        ("en", ("",), "us"),
        ("es", ("MX",), "mx"),
        ("es", ("zz", "de"), "de"),
        ("en", ("zz",), "us"),
    ):
        country = country_of(built_in, language, *wanted)
        assert country and country.id == shown


def test_going_on_from_country_to_country_comes_back_to_the_first(built_in: Pack) -> None:
    seen = [built_in.countries[0].id]
    while (following := after(built_in, seen[-1])) != seen[0]:
        seen.append(following)
    assert seen == [country.id for country in built_in.countries]


def test_every_figure_of_all_roles_is_drawn_on_the_scale_of_its_country(built_in: Pack) -> None:
    tr = translator_of(built_in, "es")
    for country in built_in.countries:
        blocks = list(pay_of_all(tr, country.id, built_in.roles[0].id))
        drawn = [block for block in blocks if isinstance(block, Range)]
        assert [len(block.rows) for block in drawn] == ([len(country.rows)] if country.rows else [])


def test_a_page_draws_its_own_role_and_everybody_and_names_the_role_only_where_the_figure_is_its_own(
    built_in: Pack,
) -> None:
    tr = translator_of(built_in, "es")
    for role in built_in.roles:
        for country in built_in.countries:
            mine = [row for row in country.rows if row.role in (role.id, None)]
            blocks = pay_blocks(tr, country.id, role.id)
            drawn = [row for block in blocks if isinstance(block, Range) for row in block.rows]
            named = [row.role == role.id and not row.stand_in for row in mine]
            assert [bool(row.tag) for row in drawn] == named
            of_all = pay_of_all(tr, country.id, role.id)
            tags = [row.tag for block in of_all if isinstance(block, Range) for row in block.rows]
            assert sum(map(bool, tags)) == sum(row.role is not None and not row.stand_in for row in country.rows)


def test_a_role_without_a_figure_has_it_said(built_in: Pack) -> None:
    tr = translator_of(built_in, "en")
    role = built_in.roles[0].id
    told = [block.text for block in pay_blocks(tr, "gb", role) if isinstance(block, Paragraph)]
    assert told[0] == "In the United Kingdom we found no reliable source for KAM."
    assert brief(tr, role, "gb") == told[0]


def test_a_page_tells_the_line_of_each_other_country_and_of_which_nothing_was_found(built_in: Pack) -> None:
    tr = translator_of(built_in, "en")
    for role in built_in.roles:
        for country in built_in.countries:
            blocks = list(pay_blocks(tr, country.id, role.id, ordered=True))
            others = [each for each in built_in.countries if each is not country]
            told = [each.brief[role.id]["en"] for each in others if role.id in each.brief]
            assert [block.text for block in blocks if isinstance(block, Point)] == told
            said = "\n".join(block.text for block in blocks if isinstance(block, Paragraph))
            unknown = [each.name["en"] for each in others if role.id not in each.brief]
            assert all(name in said for name in unknown) and "key m" not in said
            on_screen = list(pay_blocks(tr, country.id, role.id))[-1]
            assert isinstance(on_screen, Paragraph) and on_screen.text.startswith("The key m goes")
            assert another(built_in, "en", country.id, role.id) in {each.id for each in others}


def test_a_sum_in_thousands_keeps_its_half(built_in: Pack) -> None:
    tr = translator_of(built_in, "en")
    (drawn, *_) = pay_blocks(tr, "de", built_in.roles[0].id)
    assert isinstance(drawn, Range) and "47.8 to 55.8" in [row.words for row in drawn.rows]


def test_a_pack_without_pay_has_none(small: Pack) -> None:
    tr = translator_of(small, "es")
    assert country_of(small, "es", "es") is None and brief(tr, small.roles[0].id, "es") == ""
    assert list(pay_blocks(tr, "es", small.roles[0].id)) == []
