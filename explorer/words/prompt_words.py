"""The words of the command line and of `check`, as typed fields: part of the interface."""

from __future__ import annotations

from explorer.words.text import Frozen, Text


class Commands(Frozen):
    """The command line."""

    about: Text
    usage: Text
    commands: Text
    options: Text
    profile: Text
    diff: Text
    day: Text
    fit: Text
    result: Text
    check: Text
    selftest: Text
    new: Text
    new_role: Text
    history: Text
    forget: Text
    forget_one: Text
    number: Text
    numbers: Text
    file: Text
    value: Text
    front: Text
    answers_value: Text
    examples: Text
    exits: Text
    plain: Text
    serve: Text
    keys: Text
    app: Text
    help: Text
    version: Text
    lang: Text
    pack: Text
    ephemeral: Text
    ascii: Text
    format: Text
    output: Text
    only: Text
    choices: Text
    answers: Text
    print: Text
    watch: Text
    schemas: Text
    role: Text
    code: Text
    folder: Text
    settings: Text
    bind: Text
    port: Text
    unrecognized: Text
    required: Text
    invalid_choice: Text
    takes_no_value: Text
    needs_value: Text
    output_failed: Text
    wrong_use: Text
    wrong_near: Text
    unknown_role: Text
    no_day: Text
    cannot_write: Text
    cannot_use: Text
    cannot_read: Text
    bad_choices: Text
    bad_choice: Text
    too_many_choices: Text
    bad_answers: Text
    not_json: Text
    no_answers: Text
    answered_twice: Text
    other_pack: Text
    unknown_item: Text
    wrong_answer: Text
    written: Text
    check_line: Text
    check_near: Text
    check_near_at: Text
    check_more: Text
    check_file: Text
    check_errors: Text
    check_warnings: Text
    check_watching: Text
    error: Text
    warning: Text
    check_clean: Text
    check_reading: Text
    check_unread: Text
    check_found: Text
    check_unusable: Text
    needs_terminal: Text
    needs_extra: Text
    unknown_language: Text
    one_role: Text
    unknown_pack: Text
    new_made: Text
    new_next: Text
    new_exists: Text
    new_there: Text
    new_bad_role: Text
    new_role_there: Text
    new_role_unclear: Text
    failed: Text
    failed_debug: Text


class Examples(Frozen):
    """Command lines that can be typed, for the help of each command."""

    app: Text
    profile: Text
    diff: Text
    day: Text
    fit: Text
    result: Text
    history: Text
    check: Text
    new: Text
    serve: Text


class CodeFaults(Frozen):
    """Why a code cannot be read."""

    sign: Text
    length: Text
    check: Text
    pack: Text
    version: Text
    day: Text


class Faults(Frozen):
    """What can be wrong with a pack, a text for each kind of `Finding`: as `faults`, what it is, in a clause; as
    `mends`, how to mend it, in a sentence. A mend may need a word that only a fault of the schema has."""

    folder_missing: Text
    folder_large: Text
    file_missing: Text
    file_unread: Text
    file_unreadable: Text
    file_large: Text
    file_encoding: Text
    file_empty: Text
    yaml: Text
    yaml_deep: Text
    yaml_alias: Text
    key_twice: Text
    missing: Text
    extra_forbidden: Text
    string_pattern_mismatch: Text
    literal_error: Text
    int_parsing: Text
    greater_than_equal: Text
    less_than_equal: Text
    too_short: Text
    too_long: Text
    type: Text
    union_tag_invalid: Text
    text_missing: Text
    text_language: Text
    text_control: Text
    text_long: Text
    text_placeholders: Text
    control: Text
    listed_twice: Text
    scene_closed: Text
    claim_other: Text
    unwritten: Text
    words_missing: Text
    words_placeholders: Text
    source_unused: Text
    pay_unsaid: Text
    ratio: Text
    hard_reading: Text
    items_dimension: Text
    items_keyed: Text
    items_sides: Text
    item_long: Text
    item_role: Text
    item_alike: Text
    clause: Text
    sets: Text
    sender: Text
    unheard_open: Text
    off_scale: Text
    decimal_parsing: Text
    ending_open: Text
    interface_missing: Text
    name_twice: Text
    role_file: Text
    pair_alike: Text
    extends_unknown: Text
    extends_chain: Text
    extends_languages: Text
    unknown_section: Text
    unknown_source: Text
    unknown_role: Text
    unknown_dimension: Text
    unknown_scene: Text
    unknown_meter: Text
    unknown_flag: Text
    unknown_value: Text
    unknown_words: Text
    unknown_event: Text
    unknown_person: Text
    unknown_place: Text
    other: Text


class Shapes(Frozen):
    """What can stand at a place of a pack, as faults name it."""

    fields: Text
    list: Text
    text: Text
    nothing: Text
    id: Text
    source: Text
    language: Text
    clock: Text
