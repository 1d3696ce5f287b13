"""Keeping visits: each act is there again at the next start, and no visit is ever written over by another."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.visit import (
    Lived,
    OldDay,
    Told,
    Visit,
    answered,
    chosen,
    liked,
    retaken,
    skipped,
    speaking,
    starred,
)
from explorer.pack.pack import Pack
from explorer.store import files
from explorer.store.folder import is_open, read, saved_visits
from explorer.store.forget import Forgotten, forget
from explorer.store.record import FORMAT, LATEST, Damaged, Newer, Record, dump, load
from explorer.store.writer import FileKeeper, Resumed, follows
from tests.first import PACK
from tests.store.conftest import Start
from tests.waiting import PATIENCE

ITEMS = [item.id for item in PACK.questionnaire.items]
ROLES = [day.role for day in PACK.days]
FRESH = Visit("en")
ONE = answered(FRESH, ITEMS[0], 5)
TWO = answered(ONE, ITEMS[1], 2)
THREE = answered(FRESH, ITEMS[2], 3)


def some(count: int, answer: int = 4) -> Visit:
    visit = FRESH
    for item in ITEMS[:count]:
        visit = answered(visit, item, answer)
    return visit


def kept(folder: Path) -> list[Visit]:
    """The visits on the shelf."""
    found = []
    for paths in saved_visits(folder / PACK.id):
        record, fault = read(paths)
        assert fault is None
        if record:
            found.append(record.visit)
    return found


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / PACK.id).iterdir())


# --- the record ------------------------------------------------------------------------------------------------

NUMBERS = st.lists(st.integers(0, 3)).map(tuple)
visits = st.builds(
    Visit,
    st.sampled_from(["es", "en"]),
    st.dictionaries(st.sampled_from(ITEMS), st.integers(1, 5)),
    st.dictionaries(
        st.sampled_from(ROLES),
        st.lists(st.tuples(st.integers(1, 4), st.integers(0, 5)), min_size=1, max_size=12).map(
            lambda hours: liked_day([choice for choice, _ in hours], [like for _, like in hours])
        ),
    ),
    st.frozensets(st.sampled_from([dimension.id for dimension in PACK.dimensions])),
    st.dictionaries(st.sampled_from(ITEMS), st.integers(1, 5)),
    st.dictionaries(
        st.sampled_from(ROLES), st.builds(OldDay, st.integers(1, 255), st.just(Lived((1, 2), (0, 5), (0, 3))))
    ),
    st.dictionaries(st.sampled_from(ROLES), st.builds(Told, NUMBERS, NUMBERS, st.booleans(), st.booleans())),
    st.tuples(st.integers(0, 5), st.integers(0, 3)),
    st.lists(st.text(max_size=20), max_size=3).map(tuple),
    st.sampled_from(["", "ES", "US"]),
    st.frozensets(st.sampled_from(["test", "days"])),
)


def liked_day(choices: list[int], likes: list[int]) -> object:
    visit = FRESH
    for hour, (choice, like) in enumerate(zip(choices, likes, strict=True)):
        visit = liked(chosen(visit, ROLES[0], choice), ROLES[0], hour, like)
    return visit.lived(ROLES[0])


@given(visits, st.integers(0, LATEST - 1), st.integers(1, 255))
def test_what_is_written_down_is_read_back(visit: Visit, number: int, version: int) -> None:
    record = Record("some-pack", version, number, number + 1, number, visit, number)
    assert load(dump(record)) == record
    assert dump(load(dump(record))) == dump(record)


@given(visits, st.data())
def test_a_record_cut_short_is_never_taken_for_one(visit: Visit, data: st.DataObject) -> None:
    """A line that was torn by a full disk or a killed program."""
    line = dump(Record("some-pack", 1, 1, 2, 3, visit)).rstrip()
    with pytest.raises(Damaged):
        load(line[: data.draw(st.integers(0, len(line) - 1))])


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "",
        lambda text: "null",
        lambda text: "[" * 100_000,
        lambda text: text.replace('"format":2', '"format":"2"'),
        lambda text: text.replace('"acts":7', '"acts":-7'),
        lambda text: text.replace('"acts":7', '"acts":true'),
        lambda text: text.replace(":5", ":6"),
        lambda text: text.replace(":5", ":5.0"),
        lambda text: text.replace('"choices":[1]', '"choices":[0]'),
        lambda text: text.replace('"choices":[1]', '"choices":[1,1]'),
        lambda text: text.replace('"likes":[3]', '"likes":[9]'),
        lambda text: text.replace('"likes":[3]', '"likes":3'),
        lambda text: text.replace('"language":"en"', '"language":1'),
        lambda text: text.replace('"visit":{', '"other":{'),
    ],
)
def test_what_is_no_record_is_damaged(change: object) -> None:
    visit = liked(chosen(ONE, ROLES[0], 1), ROLES[0], 0, 3)
    text = dump(Record("p", 1, 1, 2, 7, visit)).decode()
    assert callable(change) and change(text) != text
    with pytest.raises(Damaged):
        load(change(text).encode())


def test_a_later_format_is_no_damage() -> None:
    with pytest.raises(Newer):
        load(dump(Record("p", 1, 1, 2, 7, ONE)).replace(b'"format":%d' % FORMAT, b'"format":%d' % (FORMAT + 1)))


# --- going on --------------------------------------------------------------------------------------------------


def test_a_visit_is_there_again_at_the_next_start(start: Start, tmp_path: Path) -> None:
    whole = starred(liked(chosen(TWO, ROLES[0], 1), ROLES[0], 0, 4), PACK.dimensions[0].id)
    keeper = start()
    assert keeper.resume().visit is None
    for visit in (ONE, TWO, chosen(TWO, ROLES[0], 1), liked(chosen(TWO, ROLES[0], 1), ROLES[0], 0, 4), whole):
        keeper.keep(visit)
    keeper.close()
    assert keeper.problem == ""
    assert names(tmp_path / "visits") == ["20251124-160000.json"]
    assert start().resume().visit == whole


def test_nothing_is_written_before_something_is_done(start: Start, tmp_path: Path) -> None:
    keeper = start()
    keeper.resume()
    keeper.keep(FRESH)
    keeper.keep(speaking(FRESH, "es"))
    keeper.close()
    assert not (tmp_path / "visits").exists()


def test_a_visit_that_was_taken_back_to_nothing_leaves_nothing(start: Start, tmp_path: Path) -> None:
    keeper = start()
    keeper.keep(ONE)
    keeper.keep(skipped(ONE, ITEMS[0]))
    keeper.close()
    assert names(tmp_path / "visits") == []
    assert start().resume().visit is None


def test_only_the_owner_may_read_it(start: Start, tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("no such modes on Windows")
    keeper = start()
    keeper.keep(ONE)
    keeper.close()
    for path in (tmp_path / "visits").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_an_act_does_not_wait_for_the_files(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor are acts lost that were done while it was busy: the newest state is what is written next."""
    free, writing = threading.Event(), threading.Event()
    written: list[bytes] = []
    flush = os.fsync

    def slow(handle: int) -> None:
        writing.set()
        assert free.wait(PATIENCE)
        flush(handle)

    def count(path: Path, data: bytes, part: Path, mode: int) -> None:
        written.append(data)
        replaced(path, data, part, mode)

    replaced = files.replace
    monkeypatch.setattr(os, "fsync", slow)
    monkeypatch.setattr(files, "replace", count)
    keeper = start()
    keeper.keep(some(1))
    assert writing.wait(PATIENCE)
    for done in range(2, 9):
        keeper.keep(some(done))
    free.set()
    keeper.close()
    assert [load(line).visit for line in written] == [some(1), some(8)]
    assert start().resume().visit == some(8)


def test_a_killed_program_has_lost_no_act(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed while the files never answered: the trail has it all. What a torn line held is the one act lost."""
    monkeypatch.setattr(FileKeeper, "_hand_over", lambda self, opened, record: None)
    keeper = start()
    keeper.keep(ONE)
    keeper.keep(TWO)
    (paths,) = saved_visits(tmp_path / "visits" / PACK.id)
    trail = paths.trail.read_bytes()
    monkeypatch.undo()
    keeper.close()
    for cut, visit in ((0, TWO), (1, TWO), (2, ONE), (60, ONE)):
        paths.record.unlink(missing_ok=True)
        paths.trail.write_bytes(trail[: len(trail) - cut])
        again = start()
        assert again.resume().visit == visit
        again.close()
        assert names(tmp_path / "visits") == [paths.record.name]
        assert kept(tmp_path / "visits") == [visit]


def test_what_killed_programs_left_open_is_brought_in_order(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "visits" / PACK.id
    folder.mkdir(parents=True)
    (folder / "20251124-150000.open").write_bytes(dump(Record(PACK.id, PACK.version, 1, 2, 3, some(7))))
    (folder / "20251124-140000.open").write_bytes(b"")
    keeper = start()
    keeper.resume()
    keeper.keep(FRESH)
    keeper.keep(ONE)
    keeper.close()
    assert names(tmp_path / "visits") == ["20251124-150000.json", "20251124-160000.json"]
    assert some(7) in kept(tmp_path / "visits")


# --- one visit never written over by another -------------------------------------------------------------------


def test_a_second_window_keeps_its_own_visit(start: Start, tmp_path: Path) -> None:
    first = start()
    first.keep(ONE)
    second = start()
    found = second.resume()
    assert found.visit is None and found.elsewhere
    second.keep(starred(FRESH, "pace"))
    first.keep(TWO)
    second.close()
    first.close()
    assert sorted(kept(tmp_path / "visits"), key=lambda visit: len(visit.answers)) == [starred(FRESH, "pace"), TWO]


def test_two_windows_that_begin_in_the_same_second_have_two_files(start: Start, tmp_path: Path) -> None:
    first, second = start(), start()
    first.keep(ONE)
    second.keep(starred(FRESH, "pace"))
    assert len([name for name in names(tmp_path / "visits") if name.endswith(".open")]) == 2
    first.close()
    second.close()
    assert len(kept(tmp_path / "visits")) == 2


def test_starting_afresh_keeps_the_visit_before(start: Start, tmp_path: Path) -> None:
    keeper = start()
    keeper.keep(TWO)
    keeper.keep(FRESH)
    keeper.keep(starred(FRESH, "pace"))
    keeper.close()
    assert sorted(map(len, (visit.answers for visit in kept(tmp_path / "visits")))) == [0, 2]


def test_taking_the_questionnaire_again_keeps_the_time_before(start: Start, tmp_path: Path) -> None:
    keeper = start()
    for visit in (some(23), some(24), retaken(some(24)), answered(retaken(some(24)), ITEMS[0], 1)):
        keeper.keep(visit)
    keeper.close()
    assert sorted(kept(tmp_path / "visits"), key=lambda visit: len(visit.answers)) == [
        answered(retaken(some(24)), ITEMS[0], 1),
        some(24),
    ]
    assert start().resume().visit == answered(retaken(some(24)), ITEMS[0], 1)


def test_undoing_it_goes_on_with_the_visit_before(start: Start, tmp_path: Path) -> None:
    """And redoing it does not empty that one."""
    keeper = start()
    for visit in (TWO, FRESH, ONE, FRESH, TWO, FRESH, TWO, answered(TWO, ITEMS[2], 1)):
        keeper.keep(visit)
    keeper.close()
    assert kept(tmp_path / "visits") == [answered(TWO, ITEMS[2], 1)]


def test_the_visit_of_a_code_has_a_file_of_its_own(start: Start, tmp_path: Path) -> None:
    keeper = start()
    keeper.keep(some(5))
    keeper.keep(some(24, 2))
    keeper.close()
    assert sorted(len(visit.answers) for visit in kept(tmp_path / "visits")) == [5, 24]


@pytest.mark.slow
@given(st.lists(visits, min_size=1, max_size=6))
def test_whatever_follows_whatever_the_last_is_kept_and_none_is_written_over(
    tmp_path_factory: pytest.TempPathFactory, done: list[Visit]
) -> None:
    folder = tmp_path_factory.mktemp("shelf")
    keeper = FileKeeper(folder, PACK.id, PACK.version)
    for visit in done:
        keeper.keep(visit)
    keeper.close()
    plain = [replace(visit, language="") for visit in kept(folder)] if (folder / PACK.id).exists() else []
    for before, after in zip(done, [*done[1:], None], strict=True):
        if not before.empty and (after is None or not follows(after, before)):
            assert replace(before, language="") in plain


@pytest.mark.parametrize("version", [PACK.version + 1])
def test_the_visit_of_another_version_of_the_pack_is_copied(start: Start, tmp_path: Path, version: int) -> None:
    """What this version cannot show would be lost in its file."""
    keeper = start()
    keeper.keep(TWO)
    keeper.close()
    later = FileKeeper(tmp_path / "visits", PACK.id, version)
    assert later.resume().visit == TWO
    later.keep(some(3))
    later.close()
    assert sorted(len(visit.answers) for visit in kept(tmp_path / "visits")) == [2, 3]


def test_packs_do_not_see_each_other(start: Start, tmp_path: Path, small: Pack) -> None:
    keeper = start()
    keeper.keep(ONE)
    keeper.close()
    assert FileKeeper(tmp_path / "visits", small.id, small.version).resume().visit is None


def test_a_record_of_the_first_format_is_read_for_ever() -> None:
    """A line as program 0.1.0 wrote it."""
    line = (
        b'{"format":1,"pack":"kam-pm","version":1,"began":1764000000,"saved":1764000300,"acts":12,"visit":{"language":"es",'
        b'"answers":{"haggling":4},"days":{"kam":{"choices":[1,3],"likes":[0,5]}},"stars":["pace"],"before":{}}}\n'
    )
    days = MappingProxyType({"kam": Lived((1, 3), (0, 5))})
    visit = Visit("es", MappingProxyType({"haggling": 4}), days, frozenset({"pace"}))
    assert load(line) == Record("kam-pm", 1, 1_764_000_000, 1_764_000_300, 12, visit)


@pytest.mark.parametrize("jump", [-10_000_000, 3_000_000_000])
def test_the_last_visit_is_the_last_whatever_the_clock_did(tmp_path: Path, jump: int) -> None:
    """A clock that was wrong once, and files whose times a copy did not keep."""
    now = [1_764_000_000.0]
    for visit, at in ((ONE, 0), (TWO, jump), (THREE, 60)):
        now[0] = 1_764_000_000.0 + at
        keeper = FileKeeper(tmp_path, PACK.id, PACK.version, clock=lambda: now[0])
        keeper.keep(visit)
        keeper.close()
    for file in (tmp_path / PACK.id).iterdir():
        os.utime(file, (5, 5))
    keeper = FileKeeper(tmp_path, PACK.id, PACK.version)
    assert keeper.resume().visit == THREE
    keeper.close()


def test_a_clock_before_1970_damages_nothing(tmp_path: Path) -> None:
    keeper = FileKeeper(tmp_path, PACK.id, PACK.version, clock=lambda: -5.0)
    keeper.keep(ONE)
    keeper.close()
    assert FileKeeper(tmp_path, PACK.id, PACK.version).resume() == Resumed(ONE, version=PACK.version)


# --- files that cannot be read ---------------------------------------------------------------------------------


@pytest.mark.parametrize("spoilt", [b"", b"{", b"\xff\xfe", b"[]", b'{"format": 1}'])
def test_a_damaged_file_is_set_aside_and_the_visit_before_it_is_found(
    start: Start, tmp_path: Path, spoilt: bytes
) -> None:
    keeper = start()
    keeper.keep(TWO)
    keeper.close()
    (tmp_path / "visits" / PACK.id / "20991231-235959.json").write_bytes(spoilt)
    found = start().resume()
    assert found.visit == TWO
    (aside,) = found.aside
    assert (aside.name, aside.now, aside.newer) == (
        "20991231-235959.json",
        "20991231-235959.json.damaged",
        False,
    )
    assert (tmp_path / "visits" / PACK.id / aside.now).read_bytes() == spoilt


@pytest.mark.parametrize("ending", [".json", ".open"])
def test_a_file_of_a_newer_program_is_left_as_it_is_and_said(start: Start, tmp_path: Path, ending: str) -> None:
    folder = tmp_path / "visits" / PACK.id
    folder.mkdir(parents=True)
    newer = b'{"format": %d, "what": "ever"}' % (FORMAT + 1)
    (folder / f"20251124-150000{ending}").write_bytes(newer)
    for before in (None, ONE):
        keeper = start()
        found = keeper.resume()
        assert found.visit == before
        assert before or found.aside[0].newer
        keeper.keep(ONE)
        keeper.close()
        assert (folder / f"20251124-150000{ending}").read_bytes() == newer
    assert start().resume().visit == ONE


def test_a_damaged_file_with_a_good_trail_loses_nothing(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "visits" / PACK.id
    folder.mkdir(parents=True)
    (folder / "20251124-150000.json").write_bytes(b"{")
    (folder / "20251124-150000.open").write_bytes(dump(Record(PACK.id, PACK.version, 1, 2, 3, TWO)))
    keeper = start()
    assert keeper.resume().visit == TWO
    keeper.close()
    assert kept(tmp_path / "visits") == [TWO]


# --- forgetting ------------------------------------------------------------------------------------------------


def test_forgetting_leaves_nothing(start: Start, tmp_path: Path) -> None:
    keeper = start()
    keeper.keep(some(5))
    keeper.keep(some(24, 2))
    keeper.close()
    (tmp_path / "visits" / PACK.id / "20250101-000000.json.damaged").write_text("answers, perhaps")
    (tmp_path / "visits" / PACK.id / "20250101-000000-2.part").write_text("answers, perhaps")
    (tmp_path / "failure.log").write_text("Traceback")
    assert forget(tmp_path, keep_folder=True) == Forgotten(visits=2, others=3)
    assert tmp_path.exists() and not list(tmp_path.iterdir())
    assert forget(tmp_path) == Forgotten()
    assert not tmp_path.exists()


def test_a_visit_that_is_open_is_not_forgotten(start: Start, tmp_path: Path) -> None:
    gone, open_one = start(), start()
    gone.keep(ONE)
    gone.close()
    open_one.keep(TWO)
    (paths,) = [paths for paths in saved_visits(tmp_path / "visits" / PACK.id) if is_open(paths)]
    assert forget(tmp_path) == Forgotten(visits=1, still_open=1)
    open_one.close()
    assert names(tmp_path / "visits") == [paths.record.name]
    assert kept(tmp_path / "visits") == [TWO]


def test_a_record_that_may_not_be_read_is_another_visits_trouble(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is said at the start and at the end agree: the visit that goes on is saved."""
    keeper = start()
    keeper.keep(ONE)
    keeper.close()
    (record,) = (tmp_path / "visits" / PACK.id).glob("*.json")
    whole = files.read

    def read(path: Path, *more: object, **named: object) -> bytes:
        if path == record:
            raise PermissionError(13, "may not be read", str(path))
        return whole(path, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "read", read)
    later = start()
    assert later.resume() == Resumed() and later.problem == ""
    later.keep(ONE)
    later.close()
    assert later.problem == "" and record.exists()
    assert sorted(path.suffix for path in record.parent.iterdir()) == [".json", ".json"]
