"""Every word that the program itself says, as typed fields: a text that is missing or mistyped is a located error.

The classes are the parts of `interface.yaml`. What stands in {braces} is filled in by the program; both languages
must have the same.
"""

from __future__ import annotations

from explorer.words.page_words import PageFaults
from explorer.words.prompt_words import CodeFaults, Commands, Examples, Faults, Shapes
from explorer.words.proof_words import DayFaults, Proofs
from explorer.words.selftest_words import Selftest
from explorer.words.serve_words import Serve
from explorer.words.text import Frozen, Text


class Numbers(Frozen):
    """How numbers and lists are written."""

    decimal: Text
    thousands: Text
    and_: Text


class Panes(Frozen):
    """The panes' names, as their tabs show them."""

    profiles: Text
    diff: Text
    simulator: Text
    test: Text
    result: Text


class Keys(Frozen):
    """What every key does, in a few words: footer, help and palette say it. One field for each entry of `tui.keys`."""

    profiles: Text
    diff: Text
    simulator: Text
    test: Text
    result: Text
    help: Text
    palette: Text
    next_part: Text
    previous_part: Text
    down: Text
    up: Text
    first: Text
    last: Text
    page_down: Text
    page_up: Text
    left: Text
    right: Text
    open: Text
    back: Text
    filter: Text
    next_section: Text
    previous_section: Text
    why: Text
    zoom: Text
    export: Text
    copy_code: Text
    enter_code: Text
    afresh: Text
    language: Text
    colours: Text
    undo: Text
    redo: Text
    quit: Text
    answer: Text
    skip: Text
    previous_item: Text
    next_item: Text
    next_open: Text
    previous_open: Text
    auto: Text
    review: Text
    next_difference: Text
    previous_difference: Text
    fold: Text
    columns: Text
    next_pair: Text
    previous_pair: Text
    star: Text
    choose: Text
    go_on: Text
    rewind: Text
    meters: Text
    other_chair: Text
    both_days: Text
    days: Text
    what_if: Text
    retake: Text
    next_reason: Text
    previous_reason: Text


class Why(Frozen):
    """What a claim answers when asked why."""

    stated: Text
    contested: Text
    editorial: Text
    other: Text
    stand_in: Text
    pay: Text
    undated: Text
    sources: Text
    editorial_short: Text
    nothing: Text
    one_view: Text
    other_view: Text


class Settings(Frozen):
    """What a person's own settings say, and what is wrong in them."""

    file: Text
    no_file: Text
    fault: Text
    more: Text
    unreadable: Text
    unknown: Text
    colours: Text
    yes_or_no: Text
    keys: Text
    action: Text
    fixed: Text
    key: Text
    clash: Text


class Sizes(Frozen):
    """The size of a difference."""

    same: Text
    small: Text
    medium: Text
    large: Text
    mixed: Text


class Diff(Frozen):
    """The comparison."""

    lead: Text
    interaction: Text
    focus: Text
    equal: Text
    equal_folded: Text
    none_equal: Text
    reading: Text
    reading_same: Text
    reading_mixed: Text
    steps: Text
    to_row: Text
    to_scene: Text
    pairs: Text
    one_pair: Text


class Simulator(Frozen):
    """The days as they are lived."""

    title: Text
    lead: Text
    fresh: Text
    begun: Text
    finished: Text
    question: Text
    like: Text
    like_scale: Text
    go_on: Text
    go_on_end: Text
    go_look: Text
    both_days: Text
    both_later: Text
    last_rewound: Text
    no_twin: Text
    twin_later: Text
    from_chair: Text
    meters: Text
    restart: Text
    no_day: Text
    choose_prompt: Text
    after: Text
    like_prompt: Text


class Debrief(Frozen):
    """The end of a day."""

    meters: Text
    echoes: Text
    timeline: Text
    beside_others: Text
    roads: Text
    other_chair: Text
    tendencies: Text
    towards: Text
    no_pattern: Text
    liking: Text
    liking_of: Text
    liked: Text
    disliked: Text
    no_liking: Text
    beside: Text


class Test(Frozen):
    """The questionnaire as it is answered."""

    title: Text
    progress: Text
    behind: Text
    before: Text
    after: Text
    complete: Text
    review: Text
    unanswered: Text
    auto_on: Text
    auto_off: Text
    first: Text
    second: Text
    rather: Text
    welcome: Text
    ask: Text


class Verdicts(Frozen):
    """A text for each verdict."""

    clear: Text
    slight: Text
    both: Text
    neither: Text
    undecided: Text
    incomplete: Text
    uninterpretable: Text


class Flags(Frozen):
    """What makes answers hard to read, without accusing."""

    straight: Text
    run: Text
    inconsistent: Text
    flat: Text
    pattern: Text


class Result(Frozen):
    """The result and the summary."""

    document: Text
    reading: Text
    reading_even: Text
    band_means: Text
    fit: Text
    leading: Text
    part: Text
    counts_liked: Text
    counts_disliked: Text
    counts_pair: Text
    next_lived: Text
    what_if_was: Text
    either: Text
    rather: Text
    much_rather: Text
    reasons_for: Text
    reasons_against: Text
    next_step: Text
    caveat: Text
    caveats: Text
    flagged: Text
    flagged_key: Text
    questions: Text
    needed_in_both: Text
    all_reasons: Text
    changes: Text
    leaving: Text
    turning: Text
    instead: Text
    dimensions: Text
    you: Text
    you_towards: Text
    you_between: Text
    simulator: Text
    hours: Text
    did: Text
    said_same: Text
    said_other: Text
    said_between: Text
    stars: Text
    code: Text
    code_holds: Text
    credits: Text
    band_home: Text
    licence: Text
    empty: Text
    what_if: Text
    what_if_first: Text
    instrument: Text
    keyed: Text
    sides: Text


class Retake(Frozen):
    """The questionnaire taken again, and the two times compared."""

    title: Text
    then: Text
    now: Text
    differs: Text
    noise: Text
    change: Text
    means: Text
    earlier: Text
    begun: Text
    not_yet: Text
    code_before: Text


class Dialogs(Frozen):
    """Questions and notices."""

    export_title: Text
    export_where: Text
    exported: Text
    export_exists: Text
    export_ending: Text
    export_failed: Text
    copied: Text
    nothing_to_undo: Text
    nothing_to_redo: Text
    quit_title: Text
    quit_explained: Text
    quit_hosted: Text
    take_home_title: Text
    take_home: Text
    quit_stay: Text
    quit_export: Text
    quit_leave: Text
    help_title: Text
    help_elsewhere: Text
    palette_title: Text
    filter_prompt: Text
    filtered: Text
    no_match: Text
    nothing_to_filter: Text
    more: Text
    commands_keys: Text
    blue: Text
    too_small: Text
    colours: Text
    night: Text
    day: Text
    sharp: Text
    plain: Text
    copied_title: Text
    any_key: Text
    export_keys: Text
    undone_answer: Text
    undone_day: Text
    undone_star: Text
    first_run: Text
    code_on_leaving: Text
    starred: Text
    unstarred: Text
    reread: Text
    not_reread: Text


class Keeping(Frozen):
    """What is said of visits kept on this machine, and of codes taken in."""

    resumed: Text
    elsewhere: Text
    damaged: Text
    newer: Text
    unkept: Text
    kept: Text
    afresh: Text
    afresh_kept: Text
    already_fresh: Text
    code_title: Text
    code_where: Text
    code_keys: Text
    code_taken: Text
    forgotten: Text
    nothing_kept: Text
    still_open: Text
    cannot_forget: Text


class Plain(Frozen):
    """The visit line by line."""

    menu: Text
    parts: Text
    lines: Text
    star: Text
    again: Text
    progress: Text
    given: Text
    no_result: Text
    file: Text
    replace: Text
    code: Text
    undone: Text
    redone: Text
    moved: Text
    gauge: Text
    axis: Text


class Past(Frozen):
    """Earlier visits on this machine."""

    title: Text
    none: Text
    entry: Text
    now_open: Text
    not_comparable: Text
    no_such: Text
    removed: Text


class Interface(Frozen):
    """`interface.yaml`: all of it. A pack without the file inherits the built-in one."""

    numbers: Numbers
    panes: Panes
    keys: Keys
    why: Why
    sizes: Sizes
    diff: Diff
    simulator: Simulator
    debrief: Debrief
    proofs: Proofs
    day_faults: DayFaults
    day_mends: DayFaults
    test: Test
    verdicts: Verdicts
    explained: Verdicts
    next_steps: Verdicts
    flags: Flags
    result: Result
    retake: Retake
    dialogs: Dialogs
    settings: Settings
    keeping: Keeping
    plain: Plain
    history: Past
    commands: Commands
    examples: Examples
    code_faults: CodeFaults
    shapes: Shapes
    faults: Faults
    mends: Faults
    page_faults: PageFaults
    page_mends: PageFaults
    selftest: Selftest
    serve: Serve

    def languages(self) -> tuple[str, ...]:
        """The languages that these words are written in."""
        return tuple(self.numbers.decimal.root)
