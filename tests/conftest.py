"""What the tests share: the built-in pack, the small one, and how hypothesis explores."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from inspect import iscoroutinefunction
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from explorer.authoring.starting import ExistingPack, extending_pack
from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack
from tests import browser
from tests.first import PACK

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

settings.register_profile("explorer", derandomize=True, database=None, deadline=None, max_examples=50)
settings.register_profile("quick", settings.get_profile("explorer"), max_examples=10)
settings.register_profile("thorough", settings.get_profile("explorer"), derandomize=False, max_examples=1000)
settings.load_profile("explorer")

sys.dont_write_bytecode = False  # what is compiled once serves the next run, and all programs that tests start
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

THIRD = "third-one"
COUNT = count()
HERE = Path(__file__).resolve().parent


SLOW = ("real_terminal", "serve", "selftest")
"""Folders whose tests start terminals, hosts or thousands of simulated people."""
PROGRAMS = {"program", "host"}
"""Fixtures that start the program in a process of its own."""


def pytest_configure(config: pytest.Config) -> None:
    """The quick loop looks at fewer examples of each property."""
    if "not slow" in config.option.markexpr:
        settings.load_profile("quick")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What starts other programs or the full screen is slow by its nature; single tests say so themselves."""
    for item in items:
        screen = iscoroutinefunction(getattr(item, "function", None))
        if item.path.parent.name in SLOW or screen or PROGRAMS & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def state(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this test's visits are kept: a folder of its own, which is not there until one is."""
    folder = tmp_path_factory.getbasetemp() / f"state-{next(COUNT)}"
    monkeypatch.setenv("EXPLORER_STATE", str(folder))
    return folder


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The pack that came with version 0.1.0: what is tested on it depends on no content that is still written."""
    return PACK


@pytest.fixture(scope="session")
def built_in() -> Pack:
    """The pack that comes with the program, for the tests of its content."""
    return read_pack()


@pytest.fixture(scope="session")
def small_folder() -> Path:
    """The folder of a pack just big enough to hold one of everything: two roles, two days, three items."""
    return HERE / "packs" / "small"


@pytest.fixture(scope="session")
def small(small_folder: Path) -> Pack:
    """That pack, read."""
    return read_pack(small_folder)


@pytest.fixture(scope="session")
def three(tmp_path_factory: pytest.TempPathFactory, pack: Pack, built_in: Pack) -> Pack:
    """The built-in pack with a third role that nobody has written yet."""
    roles, dimensions = (tuple(each.id for each in values) for values in (pack.roles, pack.dimensions))
    seen = next(section.id for section in built_in.sections if not section.folded)
    ground = ExistingPack(roles, (), dimensions, seen)
    folder = tmp_path_factory.mktemp("three")
    for file, text in extending_pack("three", THIRD, ground, "en").items():
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_text(text.replace("TODO Third one", "Third one"), encoding="utf-8")
    return read_pack(folder)


@pytest.fixture(scope="session")
def _browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    if browser.MISSING:
        pytest.skip(browser.MISSING)
    running = browser.started(tmp_path_factory.mktemp("browser"))
    yield running
    running.quit()


@pytest.fixture
def chromium(_browser: Chrome, tmp_path: Path) -> Iterator[Chrome]:
    """A new tab of a browser without a window, which downloads to `down` in the test's own folder."""
    browser.new_tab(_browser, tmp_path / "down")
    yield _browser
    browser.new_tab(_browser, tmp_path / "down")  # the end of a visit in it


@pytest.fixture(scope="session")
def facts_folder() -> Path:
    """The fact sheets that the built-in pack's claims name: `seed_claims.csv` (S...) and `facts.csv` (F...)."""
    return HERE / "facts"
