"""What an administrator may set, in a TOML file, with defaults that hold on two cores and 4 GB."""

from __future__ import annotations

import tomllib
from pathlib import Path
from socket import gethostname
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from explorer.pack.pack import Pack
from explorer.store.files import read, reason_of

SOCKET = "/run/explorer/socket"
LONGEST = 1_000_000
"""Seconds that a limit can have, eleven days: the system's own limits hold larger numbers, none without end."""
LARGEST = 65_536
"""Bytes of a settings file that are read."""


class BadSettings(Exception):
    """A settings file that cannot be used: `where` (the setting, or nothing) and `why`."""

    def __init__(self, where: str, why: str) -> None:
        self.where, self.why = where, why
        super().__init__(f"{where}: {why}")


class Settings(BaseModel):
    """The limits of a host; times in seconds, memory in megabytes."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    socket: Annotated[str, Field(min_length=1, max_length=100)] = SOCKET
    """Where the parent listens."""
    login: str = ""
    """The user that visitors log in as; besides our own, the only one that may connect."""
    language: str = ""
    """The language a visit starts in; the pack's first where it is empty."""
    ssh: Annotated[str, Field(max_length=200, pattern=r"^[\x20-\x7e]*$")] = ""
    """How visitors get here, as they are told on leaving; from the host's name where it is empty."""
    visits: Annotated[int, Field(ge=1, le=10_000)] = 80
    """Visits at once."""
    spare: Annotated[int, Field(ge=0, le=10_000)] = 25
    """Processes that are ready for visitors who have not come: so many can come at once and each find one. With the
    visits there are no more than `visits`."""
    per_address: Annotated[int, Field(ge=0, le=10_000)] = 40
    """Visits at once from one address; 0: no limit, for a host behind a balancer that has its own."""
    idle: Annotated[int, Field(ge=1, le=LONGEST)] = 15 * 60
    """Seconds without a key after which a visit is closed."""
    session: Annotated[int, Field(ge=1, le=LONGEST)] = 2 * 60 * 60
    """Seconds that a visit may last."""
    columns: Annotated[int, Field(ge=40, le=1000)] = 400
    lines: Annotated[int, Field(ge=15, le=1000)] = 120
    """The largest window that is drawn."""
    usual_columns: Annotated[int, Field(ge=40, le=1000)] = 80
    usual_lines: Annotated[int, Field(ge=15, le=1000)] = 24
    """The window for which the first screen is painted before anyone has come; later it is the one that most have."""
    memory: Annotated[int, Field(ge=32, le=1_000_000)] = 128
    """Megabytes that a visit may take beyond what it shares with the others; with less than 32 none can begin."""
    cpu: Annotated[int, Field(ge=5, le=LONGEST)] = 300
    """Seconds of processor time that a visit may take."""
    bind: Annotated[str, Field(min_length=1)] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 0
    """Where `serve ssh` and `serve web` listen; 0: 8022 and 8000."""
    host_key: str = ""
    """The file of the host key of `serve ssh`, made where there is none; empty: a new key with every start."""
    keep_in_page: bool = True
    """Whether a browser's tab keeps its visit over a reload; if not, it warns before it is left."""
    behind_proxy: bool = False
    """Whether a server of yours stands before `serve web`, which says whom it lets through and how."""
    names: list[str] = []
    """Names by which browsers reach `serve web`, beside addresses and the machine's own name; behind a server of yours
    any name is believed unless some are given."""


PORTS = {"ssh": 8022, "web": 8000}


def completed(settings: Settings, front: str | None) -> Settings:
    """The settings with what depends on the front: a port, and how visitors get here."""
    port = settings.port or PORTS.get(front or "", 22)
    option = f"-p {port} " if front == "ssh" and port != 22 else ""
    ssh = settings.ssh or f"ssh {option}explorer@{gethostname()}"
    return settings.model_copy(update={"port": port, "ssh": ssh})


def language_of(pack: Pack, settings: Settings) -> str:
    """The language in which visits start."""
    return settings.language if settings.language in pack.languages else pack.languages[0]


def read_settings(file: Path | None) -> Settings:
    """The settings in `file`; the defaults without one. Raises BadSettings."""
    if file is None:
        return Settings()
    try:
        return Settings.model_validate(tomllib.loads(read(file, LARGEST).decode("utf-8-sig")))
    except OSError as error:
        raise BadSettings("", reason_of(error)) from None
    except ValidationError as error:
        first = error.errors()[0]
        raise BadSettings(".".join(map(str, first["loc"])), first["msg"]) from None
    except (ValueError, RecursionError) as error:  # TOML, UTF-8
        raise BadSettings("", str(error)) from None
