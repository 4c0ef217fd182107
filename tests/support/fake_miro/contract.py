"""Requests and answers, checked against Miro's own description of them."""

import json
from dataclasses import dataclass, field

from tests.support.fake_miro import description, refusals
from tests.support.fake_miro.description import described
from tests.support.fake_miro.refusals import Field
from tests.support.playing import contract as playing
from tests.support.playing.wire import Answer, Asked, Caught

NOT_PLAYED = 501


@dataclass
class Contract(playing.Contract):
    """What was asked and answered against the description.

    What it does not describe is noted, and then refused by who plays Miro as Miro refuses it.
    """

    _checks: bool = field(default_factory=lambda: description.missing() is None)

    @property
    def vendor(self) -> str:
        return "Miro"

    def refusal(self, asked: Asked) -> Answer | None:
        """Note what is wrong with a request; it is answered by who plays Miro."""
        if self._checks and not self.describes(asked):
            self.note(asked, "Miro describes no such request.")
        for each in self.wrong(asked):
            self.note(asked, f"{each.name}: {each.message}")
        return None

    def describes(self, asked: Asked) -> bool:
        """Whether Miro does what is asked, as far as is known."""
        return self._checks and described().find(asked.method, asked.path) is not None

    def wrong(self, asked: Asked) -> list[Field]:
        """What is wrong with the fields of a request; nothing where there is no description."""
        if not self._checks:
            return []
        operation = described().find(asked.method, asked.path)
        return [] if operation is None else list(described().wrong(operation, asked))

    def check(self, asked: Asked, caught: Caught) -> None:
        """Note what is wrong with an answer; the statuses of refusals need not be described."""
        if not self._checks or caught.status is None:
            return
        if caught.status == NOT_PLAYED:
            self.note(asked, json.loads(caught.body)["message"])
            return
        operation = described().find(asked.method, asked.path)
        if operation is None:
            return
        if caught.status not in operation.answers:
            if caught.status < 400:
                self.note(asked, f"no answer {caught.status} is described.")
            return
        schema = operation.answers[caught.status]
        if schema is not None and caught.body:
            for wrong in described().errors(schema, json.loads(caught.body)):
                self.note(asked, f"the answer: {wrong}")


def refused(wrong: list[Field]) -> None:
    """Refuse a request as Miro does.

    Raises:
        Refused: something is wrong with it.
    """
    if wrong:
        raise refusals.invalid(*wrong)
