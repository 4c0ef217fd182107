"""What failed in the background is seen, tried again and dropped; what runs shows how far it is."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any
from uuid import UUID

import pytest
from playwright.async_api import expect

from tests.browser.conftest import SignedIn
from tests.diagnostics.test_tasks_routes import failed
from tests.support.apps import Person, Trivet, make_board, trivet
from trivet.platform.db.database import Dialect
from trivet.platform.settings import Settings
from trivet.platform.tasks.context import Bound, TaskContext
from trivet.platform.tasks.declarations import Task

# On what database it stands makes no difference to a page.
pytestmark = pytest.mark.parametrize("dialect", [Dialect.SQLITE], ids=str)

LAUNCH = Task("launch_rocket_task")


class Steps:
    """A body of four steps, each of which waits until it is let."""

    def __init__(self) -> None:
        self._let = asyncio.Semaphore(0)

    async def __call__(self, context: TaskContext, args: Mapping[str, Any]) -> None:
        for done in range(1, 4):
            await context.progress(done, 4, "of the countdown")
            await self._let.acquire()

    def go_on(self) -> None:
        self._let.release()


@pytest.fixture
def steps() -> Steps:
    return Steps()


@pytest.fixture
async def app(settings: Settings, steps: Steps) -> AsyncIterator[Trivet]:
    async with trivet(settings, bound=[Bound(LAUNCH, steps)]) as running:
        yield running


async def test_dead_work_is_retried_and_dropped_without_a_mouse(
    app: Trivet, look: SignedIn, owner: Person
) -> None:
    board = await make_board(owner)
    task_id = await failed(app, workspace_id=UUID(board.workspace_id))
    page = (await look(owner)).page
    await page.goto(f"/app/w/{board.workspace_id}/members")
    await page.get_by_role("link", name="Background work").and_(
        page.get_by_role("link", name="1 needs attention")
    ).focus()
    await page.keyboard.press("Enter")
    row = page.get_by_role("list", name="What needs attention").get_by_role("listitem")
    await expect(row).to_contain_text("Of tomorrow")
    await expect(row).to_contain_text("It may come from a newer version")

    first = (await owner.get(f"/tasks/{task_id}"))["finished_at"]
    await row.get_by_role("button", name="Retry").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("waits for its turn")).to_be_visible()
    await expect(page.get_by_role("heading", name="Background work")).to_be_focused()
    await expect(row).to_contain_text("unknown_task")  # in vain again
    assert (await owner.get(f"/tasks/{task_id}"))["finished_at"] != first

    await row.get_by_role("button", name="Drop…").focus()
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Drop “Of tomorrow”?")
    await expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Nothing needs attention")).to_be_visible()
    await owner.ask("GET", f"/tasks/{task_id}", status=404)
    await page.get_by_role("link", name="Audit log").click()
    await expect(page.get_by_text("dropped “Of tomorrow”, which had failed")).to_be_visible()


async def test_what_runs_shows_how_far_it_is(
    app: Trivet, look: SignedIn, owner: Person, steps: Steps
) -> None:
    board = await make_board(owner)
    page = (await look(owner)).page
    await page.goto(f"/app/w/{board.workspace_id}/background-work")
    await page.get_by_role("button", name="Show what is under way").click()
    await expect(page.get_by_text("Nothing is under way")).to_be_visible()
    async with app.runtime.units.write() as unit:
        call = LAUNCH.call(workspace_id=UUID(board.workspace_id), requested_by=UUID(owner.id))
        unit.enqueue(call)
    for done in range(1, 4):
        bar = page.get_by_role("progressbar", name="Launch rocket")
        await expect(bar).to_have_attribute("value", str(done))
        await expect(page.get_by_text(f"{done} of 4 · of the countdown")).to_be_visible()
        steps.go_on()
    await expect(page.get_by_text("Nothing is under way")).to_be_visible()
    await page.get_by_role("button", name="Finished", exact=True).click()
    finished = page.get_by_role("list", name="What is finished").get_by_role("listitem")
    await expect(finished).to_contain_text("Launch rocket Done")
    await page.reload()  # the choice stands in the address
    await expect(page.get_by_role("button", name="Finished", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
