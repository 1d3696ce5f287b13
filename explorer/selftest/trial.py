"""A questionnaire put to the test: as it is, or with a fault built in that the gates must notice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from explorer.engine.fit import Instrument, speaks_for
from explorer.pack.schema import Likert, QuestionnaireFile
from explorer.selftest.flags import Answers
from explorer.selftest.rules import Layout, Scores, score
from explorer.words.frozen import frozen


@frozen
class Trial:
    """`asked`: what the items ask, which drives simulated people. `scored`: the keys that they are scored by."""

    questionnaire: QuestionnaireFile
    roles: tuple[str, str]
    asked: Layout
    scored: Layout
    own_error: bool = True

    @classmethod
    def of(cls, questionnaire: QuestionnaireFile, roles: Sequence[str], further: int = 0) -> Trial:
        """`questionnaire`, with that many sets of further items, for the first two of `roles`; ValueError where they
        cannot be compared."""
        if len(roles) < 2:
            raise ValueError("a comparison needs two roles")
        pair = roles[0], roles[1]
        asked = [item for item in questionnaire.items if speaks_for(item) <= set(pair)]
        if not asked:
            raise ValueError("no item compares the first two roles")
        own = replace(questionnaire, items=tuple(asked), more=questionnaire.more[:further])
        layout = Layout.of(own, pair)
        return cls(own, pair, layout, layout)

    @property
    def instrument(self) -> Instrument:
        """The exact rules, with the keys of this trial."""
        return Instrument(self.questionnaire, self.roles)

    def score(self, answers: Answers) -> Scores:
        """The same rules for many people at once."""
        return score(self.scored, answers, self.own_error)

    def taken(self, row: Answers) -> dict[str, int]:
        """One person's answers as the exact rules take them."""
        return {item: int(answer) for item, answer in zip(self.asked.items, row, strict=True) if answer}

    def mutants(self) -> dict[str, Trial]:
        """Faults by name: a key the wrong way round, no standard error of the person's own, one side always left."""
        return {
            "key_flipped": self._key_flipped(),
            "no_own_error": replace(self, own_error=False),
            "one_sided": self._one_sided(),
        }

    def _key_flipped(self) -> Trial:
        items = list(self.questionnaire.items)
        index, item = next((index, item) for index, item in enumerate(items) if isinstance(item, Likert))
        items[index] = replace(item, keyed="-" if item.keyed == "+" else "+")
        wrong = replace(self.questionnaire, items=tuple(items))
        return replace(self, questionnaire=wrong, scored=Layout.of(wrong, self.roles))

    def _one_sided(self) -> Trial:
        items = [
            item
            if isinstance(item, Likert) or item.left.role == self.roles[0]
            else replace(item, left=item.right, right=item.left)
            for item in self.questionnaire.items
        ]
        return Trial.of(replace(self.questionnaire, items=tuple(items)), self.roles)
