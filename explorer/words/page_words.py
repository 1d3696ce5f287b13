"""What is said of the pages of a profile by `explorer check`: a fault in a clause, and how to mend it."""

from __future__ import annotations

from explorer.words.text import Frozen, Text


class PageFaults(Frozen):
    """A text for each kind of finding about pages: as `page_faults`, what it is; as `page_mends`, how to mend it."""

    steps_order: Text
    pay_row: Text
    unknown_card: Text
    unknown_claim: Text
    unknown_fact: Text
    unknown_measure: Text
    page_decimals: Text
    page_scale: Text
    page_figures: Text
    compared: Text
    compared_otherwise: Text
    balance_pull: Text
    topic_one_sided: Text
    second_hand: Text
    card_short: Text
    fact_aged: Text
