"""The checker checked on two days that hear each other: whole, and then spoilt in one way at a time."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest

from explorer.checks.days.result import Days
from explorer.checks.days.shown import BESIDE
from explorer.engine.messages import play_together
from explorer.loader.faults import PackError
from explorer.loader.reader import read_pack
from tests.checks.conftest import Desk
from tests.checks.thursday import HEARD, Thursday


@pytest.fixture
def thursday(bench: Desk) -> Thursday:
    """Two days without a fault."""
    return Thursday(bench)


def test_the_days_that_the_faults_are_put_into_have_none(thursday: Thursday) -> None:
    proofs = thursday.prove()
    assert [(each.file, each.field, each.kind) for proof in proofs.values() for each in proof.findings] == []
    assert [bound for proof in proofs.values() for bound in proof.bounds if not bound.met] == []
    assert {bound.check for bound in proofs["ant"].bounds} == set(range(1, 27))


def _lost(day: Thursday) -> None:
    day.days["ant"]["scenes"][1]["options"][1]["sets"].remove("song=high")


def _turned_round(day: Thursday) -> None:
    day.days["ant"]["scenes"][6]["text"][-1]["claims"] = ["song=low"]


def _false_to_a_pair(day: Thursday) -> None:
    """Read whatever the bee did at noon, and true only of one of the two."""
    day.days["ant"]["scenes"][7]["text"][0]["claims"] = ["bee-3=up"]


def _unknown_to_them(day: Thursday) -> None:
    day.days["ant"]["scenes"][5]["options"][0]["sets"] = ["song@cricket"]
    day.days["ant"]["scenes"][7]["text"].append({"when": ["song@cricket"], "say": HEARD, "claims": []})


def _too_early(day: Thursday) -> None:
    day.days["ant"]["scenes"][2]["text"].append({"when": ["bee-2=down"], "say": HEARD, "claims": []})


def _unread(day: Thursday) -> None:
    del day.days["bee"]["scenes"][3]["text"][-1]


def _unsent(day: Thursday) -> None:
    day.days["ant"]["scenes"][4]["options"][1]["sets"] = []


def _strange_coda(day: Thursday) -> None:
    day.world["facts"].append({"id": "weather", "values": ["dry", "wet"]})
    day.coda[2].insert(0, {"when": ["weather=dry"], "say": HEARD})


def _false_coda(day: Thursday) -> None:
    day.coda[0][1]["claims"] = ["bee-end=fed"]


def _past_the_next_hour(day: Thursday) -> None:
    say = day.days["ant"]["scenes"][3]["options"][0]["outcome"][0]
    say["say"] = {
        "es": f"A la una y media llueve. {say['say']['es']}",
        "en": f"At half past one it rains. {say['say']['en']}",
    }
    say["claims"] = []
    say["free"] = "rain"


def _too_far(day: Thursday) -> None:
    day.days["ant"]["scenes"][4]["at"] = "tree"
    day.days["ant"]["scenes"][3]["options"][1]["until"] = "12:40"


def _unlooked(day: Thursday) -> None:
    del day.days["ant"]["echoes"][2]["claims"]


def _unlooked_at_the_end(day: Thursday) -> None:
    """An ending whose words sound harmless: what readers hold against what they did."""
    del day.days["ant"]["endings"][3]["text"][0]["claims"]


def _bad_for_both(day: Thursday) -> None:
    """The second option of an hour costs the ant, and comes back to the bee."""
    day.days["ant"]["scenes"][2]["options"][1]["effects"] = {"fame": -2, "rest": 1}
    day.days["bee"]["echoes"].append(
        {
            "id": "fallen",
            "at": "scene-7",
            "when": ["ant-2=down"],
            "say": HEARD,
            "effects": {"calm": -2},
            "debrief": HEARD,
            "claims": ["ant-2=down"],
        }
    )


def _untagged(day: Thursday) -> None:
    del day.days["ant"]["scenes"][6]["hour"]


FOUND: list[tuple[Callable[[Thursday], None], str, str, str, str]] = [
    (_lost, "ant", "day_false", "scenes.6.text.1", "1,2,1,1,1,1"),
    (_turned_round, "ant", "day_false", "scenes.6.text.1", "1,2,1,1,1,1"),
    (_false_to_a_pair, "ant", "day_false", "scenes.7.text.0", "1,1,1,1,1,1,1 --other 1,1,1,2"),
    (_unknown_to_them, "ant", "day_false", "scenes.5.options.0.sets", "1,1,1,1,1,1"),
    (_too_early, "ant", "day_unheard", "scenes.2.text.2", ""),
    (_unread, "ant", "day_value_unread", "scenes", ""),
    (_unsent, "ant", "day_unsent", "scenes.4.options.1", ""),
    (_strange_coda, "ant", "day_coda_reads", "2.0", ""),
    (_false_coda, "ant", "day_coda_false", "0.1", ""),
    (_past_the_next_hour, "ant", "day_clock_word", "scenes.3.options.0.outcome.0", "1,1,1,1"),
    (_too_far, "ant", "day_late", "scenes.3.options.1.until", "1,1,1,2"),
    (_unlooked, "ant", "day_unlooked", "echoes.2", ""),
    (_unlooked_at_the_end, "ant", "day_unlooked", "endings.3.text.0", ""),
    (_bad_for_both, "ant", "day_both_worse", "scenes", ""),
    (_untagged, "ant", "day_hour_unsaid", "scenes.6", ""),
]


@pytest.mark.parametrize(("spoil", "role", "kind", "field", "choices"), FOUND, ids=[each[0].__name__ for each in FOUND])
@pytest.mark.slow
def test_each_fault_is_found_at_its_place_with_the_shortest_list_of_choices(
    thursday: Thursday, spoil: Callable[[Thursday], None], role: str, kind: str, field: str, choices: str
) -> None:
    spoil(thursday)
    proof = thursday.prove()[role]
    found = [each for each in proof.findings if (each.kind, each.field) == (kind, field)]
    assert found, [(each.kind, each.field, each.replay) for each in proof.findings]
    assert found[0].replay == (f"explorer day ant --choices {choices}" if choices else "")
    assert any(not bound.met for bound in proof.bounds)


def _misspelt(day: Thursday) -> None:
    day.days["ant"]["scenes"][1]["options"][1]["sets"][-1] = "song=hihg"


def _no_last(day: Thursday) -> None:
    day.world["facts"][0]["unheard"] = [{"value": "up", "when": ["song=high"]}]


def _stand_in_of_a_fact_that_nobody_has(day: Thursday) -> None:
    day.world["facts"][0]["unheard"] = [{"value": "up", "when": ["sung"]}, {"value": "up"}]


def _stand_in_of_a_fact_of_the_sender(day: Thursday) -> None:
    """The hearer's own facts decide, and not those of who would have sent it."""
    day.days["ant"]["facts"].append({"id": "grain", "values": ["dry", "wet"]})
    day.world["facts"][0]["unheard"] = [{"value": "up", "when": ["grain=wet"]}, {"value": "up"}]


def _stand_in_of_a_value_that_the_fact_has_not(day: Thursday) -> None:
    day.world["facts"][0]["unheard"] = [{"value": "up", "when": ["song=loud"]}, {"value": "up"}]


def _meter_in_the_coda(day: Thursday) -> None:
    day.coda[1][0]["when"] = ["food>=5"]


@pytest.mark.parametrize(
    ("spoil", "kind", "field"),
    [
        (_misspelt, "unknown_value", "scenes.1.options.1.sets.2"),
        (_no_last, "unheard_open", "facts.0"),
        (_stand_in_of_a_fact_that_nobody_has, "unknown_flag", "facts.0.unheard.0.when.0"),
        (_stand_in_of_a_fact_of_the_sender, "unknown_meter", "facts.0.unheard.0.when.0"),
        (_stand_in_of_a_value_that_the_fact_has_not, "unknown_value", "facts.0.unheard.0.when.0"),
        (_meter_in_the_coda, "unknown_meter", "1.0.when.0"),
    ],
)
def test_a_fault_of_form_keeps_the_pack_from_being_read(
    thursday: Thursday, spoil: Callable[[Thursday], None], kind: str, field: str
) -> None:
    spoil(thursday)
    with pytest.raises(PackError) as caught:
        thursday.prove()
    assert (kind, field) in [(each.kind, each.field) for each in caught.value.findings]


def test_a_replay_of_a_pair_shows_what_it_says(thursday: Thursday) -> None:
    _false_to_a_pair(thursday)
    thursday.prove()
    pack = read_pack(thursday.desk.folder)
    played = play_together(pack, {"ant": (1,) * 7, "bee": (1, 1, 1, 2)})["ant"]
    assert played.facts["bee-3"] == "down"
    assert played.now is not None and played.now.scene.id == "scene-7"


def test_a_day_hands_on_what_was_chosen_in_it_and_hours_of_one_chair_alone_send_nothing(thursday: Thursday) -> None:
    """What a closing reads of the day's own facts is kept to the end, whatever else is forgotten."""
    thursday.days["ant"]["closings"][0]["is"][0]["when"] = ["song=high"]
    for day in thursday.days.values():
        del day["scenes"][7]["event"]
    found = {each.kind for proof in thursday.prove().values() for each in proof.findings}
    assert not found & {"day_unreached", "day_unsent"}


def test_a_set_that_nobody_would_miss_is_named_when_there_are_many(thursday: Thursday) -> None:
    ant = thursday.days["ant"]
    ant["facts"] += [{"id": f"idle-{n}", "values": ["no-one", "some"], "air": {"some": HEARD}} for n in range(4)]
    for n in range(4):
        ant["scenes"][n + 2]["options"][0].setdefault("sets", []).append(f"idle-{n}=some")
    lost = [each.field for each in thursday.prove()["ant"].findings if each.kind == "day_unnoticed"]
    assert lost == [
        f"scenes.{n + 2}.options.0.sets.{len(ant['scenes'][n + 2]['options'][0]['sets']) - 1}" for n in range(4)
    ]


def test_the_table_of_pairs_is_what_all_pairs_come_to(thursday: Thursday) -> None:
    """Two short days, lived in every way by the engine, each hearing the other."""
    for role, day in thursday.days.items():
        other = "bee" if role == "ant" else "ant"
        del day["scenes"][4:], day["echoes"][1:]
        day["echoes"][0] |= {
            "at": "scene-3",
            "when": [f"{other}-1=down"],
            "claims": [],
            "effects": {"food": 2, "calm": -1},
        }
        for scene in day["scenes"]:
            for option in scene["options"]:
                option["sets"] = [each for each in option["sets"] if not each.endswith(("song=high",))]
        day["endings"][0]["when"] = ["food>=6"]
    thursday.world["facts"] = [each for each in thursday.world["facts"] if not each["id"].endswith("-4")]
    thursday.prove()
    pack = read_pack(thursday.desk.folder)
    ((pair, _),) = Days(pack).case("ant", BESIDE).pairs
    counted: dict[tuple[int, int], int] = {}
    lists = [tuple(1 + (n >> bit & 1) for bit in range(4)) for n in range(16)]
    for one in lists:
        for two in lists:
            played = play_together(pack, {"ant": one, "bee": two})
            ends = (played["ant"].ending, played["bee"].ending)
            key = tuple(day.endings.index(end) for day, end in zip(pack.days, ends, strict=True) if end)
            counted[key] = counted.get(key, 0) + 1  # type: ignore[index,arg-type]
    assert pair.endings() == {key: pytest.approx(n / 256) for key, n in copy.copy(counted).items()}
    assert sum(parts for _, _, parts in pair.joined) == pair.whole
