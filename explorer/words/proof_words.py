"""What is said of the proofs of a day, as typed fields: part of the interface."""

from __future__ import annotations

from explorer.words.text import Frozen, Text


class Proofs(Frozen):
    """The table of bounds: what stands above it, and what each bound is called."""

    lead: Text
    visited: Text
    see: Text
    bound: Text
    reached: Text
    ends: Text
    zero: Text
    unused: Text
    dominated: Text
    dominated_now: Text
    dominated_then: Text
    tell_place: Text
    tell_length: Text
    range: Text
    cut: Text
    deviation: Text
    moves: Text
    farthest: Text
    endings: Text
    policies: Text
    delayed: Text
    later: Text
    poles: Text
    unclear: Text
    setup: Text
    option: Text
    uneven: Text
    outcome: Text
    played: Text
    played_median: Text
    minutes: Text
    reading: Text
    languages: Text
    ratio: Text
    sourced: Text
    money: Text
    named: Text
    people: Text
    pronouns: Text
    dull: Text
    hard: Text
    shared: Text


class DayFaults(Frozen):
    """What misses a bound of a day, and how to mend it. Kinds of `Finding`."""

    day_unreached: Text
    day_clock: Text
    day_closed: Text
    day_silent: Text
    day_zero: Text
    day_flag_unused: Text
    day_event_alone: Text
    day_meter_unused: Text
    day_dominated: Text
    day_tell_place: Text
    day_tell_length: Text
    day_cut: Text
    day_flat: Text
    day_moves_few: Text
    day_ending: Text
    day_policy: Text
    day_echo_soon: Text
    day_echo_hour: Text
    day_echoes: Text
    day_pole: Text
    day_pattern: Text
    day_setup: Text
    day_option: Text
    day_uneven: Text
    day_outcome: Text
    day_played: Text
    day_reading: Text
    day_money: Text
    day_unnamed: Text
    day_people: Text
    day_pronouns: Text
    day_dull: Text
    day_hard: Text
    day_shared: Text
