"""The words of a host, to its visitors and to whoever runs it, as typed fields: part of the interface."""

from __future__ import annotations

from explorer.words.text import Frozen, Text


class Serve(Frozen):
    """Hosting: what visitors are told first, then what administrators read."""

    full: Text
    full_address: Text
    needs_terminal: Text
    poor_terminal: Text
    refused: Text
    broken: Text
    idle: Text
    over: Text
    closing: Text
    home: Text
    linux_only: Text
    bad_settings: Text
    cannot_listen: Text
    in_use: Text
    started: Text
    stopped: Text
    came: Text
    left: Text
    refused_visit: Text
    stranger: Text
    renewing: Text
    not_renewed: Text
    at_port: Text
    at_url: Text
    front_ended: Text
    web_code: Text
    web_fetch: Text
    web_closed: Text
    web_again: Text
    web_home: Text
