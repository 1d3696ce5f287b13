"""The server's settings: a TOML file, with defaults that suit 2 cores and 4 GB of memory."""

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
"""The largest time limit in seconds, about eleven days; the system's own limits accept no arbitrary numbers."""
LARGEST = 65_536
"""The largest number of bytes read from a settings file."""


class BadSettings(Exception):
    """A settings file that cannot be used: `where` is the setting (or empty), `why` the reason."""

    def __init__(self, where: str, why: str) -> None:
        self.where, self.why = where, why
        super().__init__(f"{where}: {why}")


class Settings(BaseModel):
    """The settings of a server; times in seconds, memory in megabytes."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    socket: Annotated[str, Field(min_length=1, max_length=100)] = SOCKET
    """The Unix socket the parent listens on."""
    login: str = ""
    """The user that visitors log in as: the only user, besides the server's own, that may connect to the socket."""
    language: str = ""
    """The language a visit starts in; empty: the pack's first."""
    ssh: Annotated[str, Field(max_length=200, pattern=r"^[\x20-\x7e]*$")] = ""
    """The ssh command that visitors are told on leaving; empty: made from the machine's host name."""
    visits: Annotated[int, Field(ge=1, le=10_000)] = 80
    """The most simultaneous visits."""
    spare: Annotated[int, Field(ge=0, le=10_000)] = 25
    """How many processes are kept ready for visitors: so many can connect at once without waiting. Visits and spares
    together never exceed `visits`."""
    per_address: Annotated[int, Field(ge=0, le=10_000)] = 40
    """The most simultaneous visits from one address; 0: no limit, for a server behind a load balancer with its own."""
    idle: Annotated[int, Field(ge=1, le=LONGEST)] = 15 * 60
    """Seconds without a key press after which a visit is ended."""
    session: Annotated[int, Field(ge=1, le=LONGEST)] = 2 * 60 * 60
    """The longest duration of a visit, in seconds."""
    columns: Annotated[int, Field(ge=40, le=1000)] = 400
    lines: Annotated[int, Field(ge=15, le=1000)] = 120
    """The largest window that is drawn, in columns and lines."""
    usual_columns: Annotated[int, Field(ge=40, le=1000)] = 80
    usual_lines: Annotated[int, Field(ge=15, le=1000)] = 24
    """The window size for which the first screen is painted at the start; later, the most common size is used."""
    memory: Annotated[int, Field(ge=32, le=1_000_000)] = 128
    """Megabytes a visit may use beyond what it shares with the others; less than 32 would not be enough to start."""
    cpu: Annotated[int, Field(ge=5, le=LONGEST)] = 300
    """Seconds of processor time that a visit may use."""
    bind: Annotated[str, Field(min_length=1)] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 0
    """Address and port of `serve ssh` and `serve web`; port 0 means 8022 and 8000."""
    host_key: str = ""
    """The host key file of `serve ssh`, created if it does not exist; empty: a new key at every start."""
    keep_in_page: bool = True
    """Whether a browser tab stores its visit so that it survives a reload; if not, it warns before it is closed."""
    behind_proxy: bool = False
    """Whether a reverse proxy of yours stands before `serve web`, so that its X-Forwarded headers are trusted."""
    names: list[str] = []
    """Host names under which browsers may reach `serve web`, besides addresses and the machine's own name. Behind a
    proxy, any name is accepted if none is given."""


PORTS = {"ssh": 8022, "web": 8000}


def completed(settings: Settings, front: str | None) -> Settings:
    """The settings with those that depend on the front end filled in: the port, and the ssh command for visitors."""
    port = settings.port or PORTS.get(front or "", 22)
    option = f"-p {port} " if front == "ssh" and port != 22 else ""
    ssh = settings.ssh or f"ssh {option}explorer@{gethostname()}"
    return settings.model_copy(update={"port": port, "ssh": ssh})


def language_of(pack: Pack, settings: Settings) -> str:
    """The language that visits start in."""
    return settings.language if settings.language in pack.languages else pack.languages[0]


def read_settings(file: Path | None) -> Settings:
    """Read the settings in `file`; the defaults if it is None. Raises BadSettings."""
    if file is None:
        return Settings()
    try:
        return Settings.model_validate(tomllib.loads(read(file, LARGEST).decode("utf-8-sig")))
    except OSError as error:
        raise BadSettings("", reason_of(error)) from None
    except ValidationError as error:
        first = error.errors()[0]
        raise BadSettings(".".join(map(str, first["loc"])), first["msg"]) from None
    except (ValueError, RecursionError) as error:  # invalid TOML or UTF-8
        raise BadSettings("", str(error)) from None
