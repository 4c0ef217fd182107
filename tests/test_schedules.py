"""What is due by itself: it can be run, and `docs/operations.md` tells of it."""

import re
from pathlib import Path

from pydantic import SecretStr

from trivet.bootstrap import declared_tasks, schedules
from trivet.platform.settings import Settings
from trivet.platform.tasks.ticker import Daily, Every, Times

PAGE = Path(__file__).parent.parent / "docs" / "operations.md"
ROW = re.compile(r"\| `(\w+_task)` \| ([^|]+) \| ")
EVERYTHING = Settings(github_client_id="client", github_client_secret=SecretStr("secret"))
"""With which all is due that ever is."""
IN_WORDS = {
    300: "every 5 minutes",
    3600: "each hour",
    600: "every 10 minutes",
    60: "each minute",
    EVERYTHING.github_poll_s: "every `TRIVET_GITHUB_POLL_S`",
}


def said(times: Times) -> str:
    """When something is due, as the page says it."""
    if isinstance(times, Daily):
        return f"{times.at:%H:%M}"
    assert isinstance(times, Every)
    return IN_WORDS[int(times.seconds)]


def test_the_page_names_everything_that_is_due_by_itself() -> None:
    told = dict(ROW.findall(PAGE.read_text(encoding="utf-8")))
    assert told == {each.task.name: said(each.times) for each in schedules(EVERYTHING)}


def test_what_is_due_by_itself_can_be_run_without_arguments() -> None:
    known = {task.name: task for task in declared_tasks(EVERYTHING)}
    for each in schedules(EVERYTHING):
        assert known[each.task.name].arguments == ()
