"""Wherever news comes from first, a card ends where all of it together leads."""

import random
from uuid import UUID

import pytest

from tests.github.test_meeting import ASKED, STEPS, Told, at, pull
from trivet.cards.counterparts import PullRequestState as State
from trivet.cards.models import Card
from trivet.github.meeting import goal, met
from trivet.github.models import CardRule
from trivet.github.moving import About, noted, reason_to_move
from trivet.github.rules import MoveCause, Needs, Rule, RuleEvent, effective
from trivet.platform.ids import new_id

ABOUT = About(MoveCause.OPENED, "acme/rocket", pull_request=1)
BASES = ("", "", "main", "r/*")


class Followed:
    """A card that follows its rules, with room everywhere.

    Args:
        rules: those of its board.
        start: where it is.
    """

    def __init__(self, rules: list[Rule], start: UUID) -> None:
        self.rules = effective(STEPS, rules)
        self.card = Card(id=new_id(), column_id=start, field_versions={})
        self.record = CardRule(met={}, base_met={}, base_column_id=start, place_version=1)

    def hear(self, told: dict[int, tuple[str, list[Told]]]) -> None:
        """Know of pull requests by their numbers, in whatever order they became known."""
        pulls = [pull(*facts, base=base) for _, (base, facts) in sorted(told.items()) if facts]
        found = met(self.rules, pulls, [])
        news = noted(self.record, self.card, found, ABOUT, stands=False)
        if not news.any:
            return
        end = goal(found, self.record.base_met, STEPS, self.record.base_column_id)
        if reason_to_move(self.card, self.record, ABOUT, end, STEPS, lost=news.lost) is not None:
            self.card.column_id = end.column_id
            self.record.moved_by = None if end.moment is None else str(end.moment.rule.event)


def some_rules(chance: random.Random) -> list[Rule]:
    columns = [step.id for step in STEPS]
    chosen = {
        (event, base): Rule(
            event,
            chance.choice([*columns, None]),
            chance.choice(list(Needs)),
            base,
            back=chance.random() < 0.7,
            since=chance.choice(["", "", at(10)]),
        )
        for event, base in (
            (chance.choice(list(RuleEvent)), chance.choice(BASES)) for _ in range(9)
        )
    }
    return list(chosen.values())


def some_facts(chance: random.Random) -> list[Told]:
    facts: list[Told] = []
    for _ in range(chance.randint(2, 8)):
        minute = chance.randint(0, 30)
        said = chance.choice(["approved", "changes_requested"])
        facts.append(
            chance.choice(
                [
                    (minute, chance.choice([*State, ASKED])),
                    (minute, chance.choice(["ben", "cy"]), said),
                    (minute, chance.choice(["sha", "shb"])),
                ]
            )
        )
    return facts


@pytest.mark.parametrize("seed", range(6))
def test_any_order_ends_where_all_of_it_leads(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(250):
        rules, start = some_rules(chance), chance.choice(STEPS).id
        told = [(chance.choice(["main", "r/1", "x"]), some_facts(chance)) for _ in range(3)]
        news = [(number, fact) for number, (_, facts) in enumerate(told) for fact in facts]
        chance.shuffle(news)
        followed = Followed(rules, start)
        known: dict[int, tuple[str, list[Told]]] = {n: (told[n][0], []) for n in range(len(told))}
        for number, fact in news:
            known[number][1].append(fact)
            followed.hear(known)
        pulls = [pull(*facts, base=base) for base, facts in known.values() if facts]
        found = met(followed.rules, pulls, [])
        assert followed.card.column_id == goal(found, {}, STEPS, start).column_id
