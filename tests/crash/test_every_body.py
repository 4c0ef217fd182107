"""Whatever a task does: wherever its process dies, the outcome is the same; and a second run is harmless.

The process dies at every boundary that the task gets to, the next one takes the task back and goes on.
The outcome is all that stands in the database, and in the world outside. A task that is not in
`scenarios.py` fails here.
"""

import pytest

from tests.crash.boundaries import AFTER_COMMIT, AFTER_MAIL, BEFORE_COMMIT
from tests.crash.elsewhere import Post, post
from tests.crash.scenarios import SCENARIOS
from tests.crash.trial import Outcome, Trial, trial
from tests.support.databases import Place
from trivet.bootstrap import declared_tasks
from trivet.platform.settings import Settings
from trivet.platform.tasks.declarations import TaskState
from trivet.workspaces.tasks import SEND_INVITATION_EMAIL

LEAST_BOUNDARIES = 4
"""Around the claim, and around the end."""
TASKS = sorted(SCENARIOS)
MAILING = sorted(name for name, each in SCENARIOS.items() if each.elsewhere is post)


def test_every_task_has_a_scenario() -> None:
    """Add one to `scenarios.py`, so that the tests below hold for the new task too."""
    assert {task.name for task in declared_tasks(Settings())} == SCENARIOS.keys()


@pytest.mark.parametrize("name", TASKS)
async def test_wherever_its_process_dies_the_outcome_is_the_same(place: Place, name: str) -> None:
    async with trial(SCENARIOS[name], place) as it:
        wanted, boundaries = await it.undisturbed()
        end = TaskState.QUEUED if it.scenario.goes_on else TaskState.SUCCEEDED
        assert wanted.state == end, wanted.task
        assert wanted.changed_since(it.beginning) >= it.scenario.changes
        assert len(boundaries) >= LEAST_BOUNDARIES
        _assert_same("a second run", await it.twice(), wanted)
        for number, boundary in enumerate(boundaries):
            got = await it.with_a_crash(number)
            where = f"a crash {boundary}, number {number}"
            _assert_same(where, got, wanted)
            if not it.scenario.counts:
                assert (where, got.result) == (where, wanted.result)


def _assert_same(after: str, got: Outcome, wanted: Outcome) -> None:
    assert (after, got.task) == (after, wanted.task)
    assert (after, got.rows) == (after, wanted.rows)
    assert (after, got.seen) == (after, wanted.seen)


@pytest.mark.parametrize("name", MAILING)
async def test_a_mail_is_sent_again_only_where_the_server_s_yes_was_lost(
    place: Place, name: str
) -> None:
    """Between its yes and the commit that notes it: more than at least once no mail can be promised."""
    async with trial(SCENARIOS[name], place) as it:
        _, boundaries = await it.undisturbed()
        assert _mails(it) == 1
        hidden = boundaries.index(AFTER_MAIL)
        assert boundaries[hidden : hidden + 3] == [AFTER_MAIL, BEFORE_COMMIT, AFTER_COMMIT]
        await it.twice()
        # An invitation notes that it was mailed; for the other links one mail more does no harm.
        assert _mails(it) == (1 if name == SEND_INVITATION_EMAIL.name else 2)
        for number in range(len(boundaries)):
            await it.with_a_crash(number)
            assert _mails(it) == (2 if number in (hidden, hidden + 1) else 1)


def _mails(it: Trial) -> int:
    assert isinstance(it.elsewhere, Post)
    return len(it.elsewhere.server.letters)
