"""The checker checked: a day that keeps every bound, spoilt in one way at a time, and the fault found where it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from explorer.engine.day import play
from explorer.loader.faults import PackError
from tests.checks.conftest import Day, Desk


def test_the_day_that_the_faults_are_put_into_has_none(bench: Desk, day: Day) -> None:
    proof = bench.prove(day)
    assert proof.findings == ()
    assert [bound for bound in proof.bounds if not bound.met] == []
    assert {bound.check for bound in proof.bounds} == set(range(1, 20))


# --- what cannot even be read ----------------------------------------------------------------------------------


def _mistyped_flag(day: Day) -> None:
    day["scenes"][0]["options"][0]["sets"] = ["flag-o"]


def _mistyped_meter(day: Day) -> None:
    day["scenes"][3]["options"][1]["effects"] = {"clam": 1, "food": -1}


def _missing_spanish(day: Day) -> None:
    del day["scenes"][5]["options"][1]["outcome"][0]["say"]["es"]


def _empty_english(day: Day) -> None:
    day["scenes"][5]["title"]["en"] = " "


def _placeholder(day: Day) -> None:
    day["endings"][1]["text"]["en"] += " {name}"


def _every_option_closed(day: Day) -> None:
    for option in day["scenes"][4]["options"]:
        option["when"] = ["food>=5"]


def _effect_of_four(day: Day) -> None:
    day["scenes"][6]["options"][0]["effects"]["fame"] = 4


@pytest.mark.parametrize(
    ("spoil", "kind", "field"),
    [
        (_mistyped_flag, "unknown_flag", "echoes.0.when.0"),
        (_mistyped_meter, "unknown_meter", "scenes.3.options.1.effects"),
        (_missing_spanish, "text_missing", "scenes.5.options.1.outcome.0.say"),
        (_empty_english, "text_missing", "scenes.5.title"),
        (_placeholder, "text_placeholders", "endings.1.text"),
        (_every_option_closed, "scene_closed", "scenes.4"),
        (_effect_of_four, "less_than_equal", "scenes.6.options.0.effects.fame"),
    ],
)
def test_a_fault_of_form_keeps_the_pack_from_being_read(
    bench: Desk, day: Day, spoil: Callable[[Day], None], kind: str, field: str
) -> None:
    spoil(day)
    with pytest.raises(PackError) as caught:
        bench.read(day)
    assert (kind, field) in [(each.kind, each.field.removesuffix(".clam")) for each in caught.value.findings]


# --- what is found by visiting every state ---------------------------------------------------------------------


def _never_reached(day: Day) -> None:
    day["scenes"][7]["text"].append({"when": ["food>=9", "calm>=9"], "say": {"es": "Nunca.", "en": "Never."}})


def _dead_end(day: Day) -> None:
    """The second option is open only to those who took the first in the scene before."""
    day["scenes"][2]["options"][1]["when"] = ["flag-1"]


def _nothing_said(day: Day) -> None:
    day["scenes"][3]["text"][0]["when"] = ["flag-0"]


def _clock(day: Day) -> None:
    day["scenes"][4]["time"] = "08:00"


def _meter_at_zero(day: Day) -> None:
    for scene in (1, 3, 5):
        day["scenes"][scene]["options"][0]["effects"] = {"food": 1, "calm": -2}


def _unused_flag(day: Day) -> None:
    day["scenes"][6]["options"][1]["sets"] = ["nobody-reads-it"]


def _unused_meter(day: Day) -> None:
    day["meters"].append({**day["meters"][0], "id": "luck"})


def _event_alone(day: Day) -> None:
    day["scenes"][7]["event"] = "another"


def _dominated(day: Day) -> None:
    """The first option is to trade as before, the second to lose and win nothing."""
    day["scenes"][6]["options"][1]["effects"] = {"fame": -1, "rest": -1}


def _best_first(day: Day) -> None:
    for scene in (1, 3):
        first, second = day["scenes"][scene]["options"]
        first["sets"] = second.pop("sets")


def _best_longest(day: Day) -> None:
    for scene in (1, 3):
        day["scenes"][scene]["options"][1]["text"] = {
            "es": "Ir a ver si canta en el prado",
            "en": "Go and hear it sing in the meadow",
        }


def _cut_short(day: Day) -> None:
    for scene in day["scenes"]:
        one, other = sorted(scene["options"][0]["effects"])
        for option, sign in zip(scene["options"], (3, -3), strict=True):
            option["effects"] = {one: sign, other: -sign}


def _flat_meter(day: Day) -> None:
    """Rest is moved by a delayed effect only."""
    for scene in (0, 2, 4, 6):
        day["scenes"][scene]["options"][0]["effects"] = {"fame": 1, "calm": -1}
        day["scenes"][scene]["options"][1]["effects"] = {"fame": -1, "calm": 1}


def _one_meter(day: Day) -> None:
    day["scenes"][7]["options"][0]["effects"] = {"food": 1}


def _too_easy_an_ending(day: Day) -> None:
    day["endings"][0]["when"] = ["food>=3"]


def _policy(day: Day) -> None:
    """Whoever always takes the first option is paid at the end of the day."""
    for scene in range(4, 8):
        day["scenes"][scene]["options"][0]["effects"] = {"food": 1, "calm": 1, "fame": 1, "rest": 1}
        day["scenes"][scene]["options"][1]["effects"] = {"food": -1, "calm": -1, "fame": -1, "rest": -1}


def _too_soon(day: Day) -> None:
    day["echoes"][1]["at"] = "scene-2"


def _wrong_hour(day: Day) -> None:
    day["echoes"][2]["debrief"]["en"] = "At 10:15 you gave, at 14:00 it came back."


def _few_echoes(day: Day) -> None:
    for scene in range(2, 4):
        for option in day["scenes"][scene]["options"]:
            option.pop("sets", None)
    del day["echoes"][2:]


def _one_pole(day: Day) -> None:
    for scene in (0, 1):
        day["scenes"][scene]["options"][1]["leans"] = {"pace": "left"}


def _always_a_pattern(day: Day) -> None:
    for scene in range(8):
        for option in day["scenes"][scene]["options"]:
            option["leans"] = {"pace": "left", "care": "right" if scene % 2 else "left"}
    for scene in (0, 1):
        day["scenes"][scene]["options"][1]["leans"]["pace"] = "right"


def _short_setup(day: Day) -> None:
    day["scenes"][3]["text"][0]["say"]["en"] = "It rains on the meadow, and nobody minds it at all but you and she."


def _long_option(day: Day) -> None:
    for option in day["scenes"][2]["options"]:
        option["text"]["es"] = "Ir a ver si la verja del prado está como la dejó ayer la hormiga"


def _uneven_options(day: Day) -> None:
    day["scenes"][5]["options"][1]["text"]["en"] = "Go"
    day["scenes"][5]["options"][1]["text"]["es"] = "Irse ya"


def _long_outcome(day: Day) -> None:
    day["scenes"][6]["options"][0]["outcome"][0]["say"]["en"] += " She looks at the wheat, saying nothing." * 3


def _short_day(day: Day) -> None:
    del day["scenes"][7], day["scenes"][6], day["echoes"][3]


def _hard_words(day: Day) -> None:
    for scene in day["scenes"]:
        say = scene["text"][0]["say"]
        say["en"] = " ".join(["organisational institutionalisation methodologies characteristically"] * 16)


def _money(day: Day) -> None:
    day["scenes"][1]["options"][0]["outcome"][0]["say"]["es"] += " Son 30 euros."


def _pronouns(day: Day) -> None:
    def only_he(node: object) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("en"), str):
                node["en"] = node["en"].replace("She ", "He ")
            for each in node.values():
                only_he(each)
        elif isinstance(node, list):
            for each in node:
                only_he(each)

    only_he(day)


def _not_dull(day: Day) -> None:
    del day["scenes"][0]["tone"]


def _not_hard(day: Day) -> None:
    day["scenes"][2]["tone"] = "dull"


FOUND: list[tuple[Callable[[Day], None], str, str, str]] = [
    (_never_reached, "day_unreached", "scenes.7.text.1", ""),
    (_dead_end, "day_closed", "scenes.2.options", "1,1"),
    (_nothing_said, "day_silent", "scenes.3.text", "2,1,1"),
    (_clock, "day_clock", "scenes.4.time", ""),
    (_meter_at_zero, "day_zero", "meters.1", "1,1,1,1,1,1"),
    (_unused_flag, "day_flag_unused", "scenes.6.options.1.sets.0", "1,1,1,1,1,1,2"),
    (_unused_meter, "day_meter_unused", "meters.4", ""),
    (_event_alone, "day_event_alone", "scenes.7.event", ""),
    (_dominated, "day_dominated", "scenes.6.options.1", "1,1,1,1,1,1"),
    (_best_first, "day_tell_place", "scenes", ""),
    (_best_longest, "day_tell_length", "scenes", ""),
    (_cut_short, "day_cut", "scenes", "1,1,1"),
    (_flat_meter, "day_flat", "meters.3", ""),
    (_one_meter, "day_moves_few", "scenes.7.options.0", "1,1,1,1,1,1,1,1"),
    (_too_easy_an_ending, "day_ending", "endings.0", "1,1,1,1,1,1,1,1"),
    (_policy, "day_policy", "scenes", "1,2,1,2,1,1,1,1"),
    (_too_soon, "day_echo_soon", "echoes.1.at", "1,2"),
    (_wrong_hour, "day_echo_hour", "echoes.2.debrief.en", "1,1,1,1,1"),
    (_few_echoes, "day_echoes", "echoes", ""),
    (_one_pole, "day_pole", "scenes", ""),
    (_always_a_pattern, "day_pattern", "scenes", ""),
    (_short_setup, "day_setup", "scenes.3.text", "1,1,1"),
    (_long_option, "day_option", "scenes.2.options.0.text.es", "1,1"),
    (_uneven_options, "day_uneven", "scenes.5.options", "1,1,1,1,1"),
    (_long_outcome, "day_outcome", "scenes.6.options.0.outcome", "1,1,1,1,1,1,1"),
    (_short_day, "day_played", "scenes", ""),
    (_hard_words, "day_reading", "scenes", ""),
    (_money, "day_money", "scenes.1.options.0.outcome.0.say.es", ""),
    (_pronouns, "day_pronouns", "scenes", ""),
    (_not_dull, "day_dull", "scenes", ""),
    (_not_hard, "day_hard", "scenes", ""),
]


@pytest.mark.parametrize(("spoil", "kind", "field", "choices"), FOUND, ids=[each[1] for each in FOUND])
@pytest.mark.slow
def test_each_fault_is_found_at_its_place_with_the_shortest_list_of_choices(
    bench: Desk, day: Day, spoil: Callable[[Day], None], kind: str, field: str, choices: str
) -> None:
    """The list replays: the day goes as far as the fault."""
    spoil(day)
    proof = bench.prove(day)
    found = [each for each in proof.findings if (each.kind, each.field) == (kind, field)]
    assert found, [(each.kind, each.field) for each in proof.findings]
    assert found[0].replay == (f"explorer day ant --choices {choices}" if choices else "")
    assert any(not bound.met for bound in proof.bounds) or kind == "day_echo_hour"
    if choices:
        play(bench.read(day).day("ant"), [int(choice) for choice in choices.split(",")])
    if "." in field and not field.endswith(("options", "text", "outcome", "sets.0")):
        assert bench.line(found[0]).strip()


def test_the_cast_is_named_in_the_day_and_has_five_people_at_most(bench: Desk, day: Day) -> None:
    who = {"es": "Alguien.", "en": "Somebody."}
    people = [{"id": f"person-{name.lower()}", "name": name, "who": who} for name in ("Anna", "Bert", "Carl")]
    bench.write("days/cast.yaml", people[:2])
    assert bench.findings(day) == [("day_unnamed", "scenes")]
    many = [{**people[0], "id": f"person-{n}", "name": "Grillo"} for n in range(6)]
    bench.write("days/cast.yaml", many)
    assert bench.findings(day) == [("day_people", "")]


def test_days_of_one_pack_share_at_least_six_events(bench: Desk, day: Day) -> None:
    for scene in day["scenes"][:3]:
        del scene["event"]
    assert bench.findings(day) == [("day_shared", "scenes")]


def test_a_command_names_the_pack_that_it_must_open(bench: Desk, day: Day) -> None:
    from explorer.checks.days import prove
    from explorer.loader.reader import read_located

    _dead_end(day)
    bench.write("days/ant.yaml", day)
    proof = prove(*read_located(bench.folder), "--pack here ")[0]
    found = next(each for each in proof.findings if each.kind == "day_closed")
    assert found.replay == "explorer --pack here day ant --choices 1,1"
