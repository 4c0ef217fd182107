"""Queued changes to whiteboards: seen as they are sent, cancelled, tried again, and answered for."""

import re
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import SignedIn
from tests.browser.test_accessible import findings
from tests.miro.connected import CALLBACK, Connected, with_miro
from tests.support.apps import Json, Person, Trivet
from tests.support.databases import Place
from tests.support.fake_miro import App, Board, MiroServer, faults
from trivet.miro import job_workers
from trivet.platform.db.database import Dialect
from trivet.platform.settings import Settings

pytestmark = pytest.mark.parametrize("dialect", [Dialect.SQLITE], ids=str)


@pytest.fixture
def ours(fake_miro: MiroServer) -> App:
    return fake_miro.app(CALLBACK)


@pytest.fixture
def settings(place: Place, fake_miro: MiroServer, ours: App) -> Settings:
    return with_miro(place.settings(), fake_miro, ours)


@pytest.fixture
async def there(
    app: Trivet, owner: Person, fake_miro: MiroServer, ours: App, monkeypatch: pytest.MonkeyPatch
) -> Connected:
    """The owner has connected their account; Miro does nothing any more of what it did not answer."""
    monkeypatch.setattr(job_workers, "VENDOR_S", 0.0)
    monkeypatch.setattr(job_workers, "DELAYS_S", (0.1,))
    there = Connected(app, fake_miro, ours, fake_miro.user("Ada Lovelace"), owner)
    await there.connect(owner, there.ada)
    return there


@pytest.fixture
def plan(there: Connected) -> Board:
    return there.miro.board("Launch plan", there.ada, team=there.miro.team())


def options(theme: str, width: int) -> dict[str, Any]:
    return {
        "color_scheme": theme,
        "viewport": {"width": width, "height": 900},
        "reduced_motion": "reduce",
        "has_touch": width < 700,
    }


def card(title: str, name: str | None = None) -> Json:
    named = {} if name is None else {"id": name}
    return {"type": "create_card", "data": {"data": {"title": title}}, **named}


async def queue(there: Connected, board: Board, operations: list[Json]) -> str:
    """A job of some operations."""
    body = {"boardId": board.id, "operations": operations}
    answer = await there.owner.ask("POST", "/api/batch", body, status=202)
    return str(answer.json()["job_id"])


def job_on(page: Page, name: str) -> Locator:
    jobs = page.get_by_role("list", name="Your queued changes").get_by_role("listitem")
    return jobs.filter(has=page.get_by_role("link", name=name))


def operation(page: Page, words: str) -> Locator:
    operations = page.get_by_role("region", name="Operations").get_by_role("listitem")
    return operations.filter(has_text=words)


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 390)])
async def test_what_fails_and_what_nobody_knows_is_seen_and_settled(
    there: Connected, plan: Board, look: SignedIn, theme: str, width: int
) -> None:
    async def fault(exchange: faults.Exchange) -> None:
        if b"Poison" in exchange.asked.body:
            await faults.error(500)(exchange)
        else:
            await exchange.answer(await exchange.process())

    poison = there.miro.fault("POST", "*/items/bulk", fault, times=None)
    gone = there.miro.card(plan, "Gone")
    page = (await look(there.owner, **options(theme, width))).page
    found: dict[str, list[str]] = {}

    # The way there, while there is nothing yet.
    await page.goto("/app/whiteboards")
    await page.get_by_role("link", name="Queued changes").press("Enter")
    await expect(page.get_by_text("Nothing is queued")).to_be_visible()
    found["empty"] = await findings(page)

    there.miro.delete(plan, gone)
    update = {"type": "update_card", "item_id": gone.id, "data": {"data": {"title": "New"}}}
    await queue(there, plan, [card("Fuel up", "fuel"), card("Poison"), card("Land"), update])
    job = job_on(page, "Launch plan")
    await expect(job).to_contain_text("Done in part")
    await expect(job).to_contain_text("2 of 4 done1 failed1 not known")
    found["listed"] = await findings(page)

    await job.get_by_role("link", name="Launch plan").press("Enter")
    await expect(page.get_by_role("heading", name="Changes to “Launch plan”")).to_be_visible()
    made = operation(page, "fuel")
    await expect(made).to_contain_text("Create a card")
    link = made.get_by_role("link", name="Item")
    item, *_ = plan.items.values()
    leads = re.compile(rf"/app/board/{plan.id}\?moveToWidget={item.id}$")
    await expect(link).to_have_attribute("href", leads)
    failed, unknown = operation(page, "Change a card"), operation(page, "Nobody knows")
    await expect(failed).to_contain_text("There is no such item on the board.")
    await expect(unknown).to_contain_text("Create a card")
    found["job"] = await findings(page)

    # One kind alone; the choice stands in the address.
    await page.get_by_role("button", name="Not known").click()
    await expect(failed).to_have_count(0)
    await page.reload()
    await expect(unknown).to_be_visible()
    await expect(failed).to_have_count(0)

    poison.lift()
    await unknown.get_by_role("button", name="It is not there: send it again").press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    await expect(page.get_by_text("3 of 4 done")).to_be_visible()
    assert sorted(str(each.data.get("title")) for each in plan.items.values()) == [
        "Fuel up",
        "Land",
        "Poison",
    ]
    await page.get_by_role("button", name="Try again").press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    await page.get_by_role("button", name="Failed").click()
    await expect(failed).to_contain_text("Trying again does not help")
    found["after"] = await findings(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(("theme", "width"), [("dark", 1440), ("light", 390)])
async def test_what_waits_shows_how_far_it_is_and_is_cancelled(
    there: Connected, plan: Board, look: SignedIn, theme: str, width: int
) -> None:
    # The second request is refused: the credits of this minute are used up.
    there.miro.fault("POST", "*/items/bulk", faults.followed(lambda: None))
    there.miro.fault("POST", "*/items/bulk", faults.limited(reset_s=50))
    await queue(there, plan, [card(f"Card {number}") for number in range(150)])
    page = (await look(there.owner, **options(theme, width))).page
    found: dict[str, list[str]] = {}
    await page.goto("/app/whiteboards")
    await page.get_by_role("link", name="Queued changes 1 open").press("Enter")
    job = job_on(page, "Launch plan")
    await expect(job).to_contain_text("20 of 150 done")
    await expect(job.get_by_role("progressbar")).to_have_js_property("value", 20)
    await expect(job).to_contain_text(
        "Your credits at Miro are used up; nothing is lost. Goes on in"
    )
    found["waiting"] = await findings(page)

    await job.get_by_role("link", name="Launch plan").press("Enter")
    rows = page.get_by_role("list", name="All").get_by_role("listitem")
    await expect(rows).to_have_count(100)
    await page.get_by_role("button", name="Show more").press("Enter")
    await expect(rows).to_have_count(150)
    await expect(rows.nth(100)).to_be_focused()

    await page.get_by_role("button", name="Cancel…").press("Enter")
    dialog = page.get_by_role("dialog", name="Cancel the changes to “Launch plan”?")
    await expect(dialog).to_contain_text("What was sent already stays on the board")
    await expect(dialog.get_by_role("button", name="Keep sending")).to_be_focused()
    found["asked"] = await findings(page)
    await dialog.get_by_role("button", name="Cancel 130 changes").press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    told = page.get_by_role("region", name="How it stands")
    await expect(told).to_contain_text("Done in part20 of 150 done130 cancelled")
    await expect(told.get_by_role("progressbar")).to_have_count(0)
    await expect(told.get_by_role("button", name="Try again")).to_be_visible()
    assert len(plan.items) == 20
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
