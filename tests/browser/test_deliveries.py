"""What GitHub delivered is read, filtered and replayed on the page of a repository."""

from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.conftest import SignedIn
from tests.browser.test_accessible import findings
from tests.factories.github import PullRequests, branch, ping, push
from tests.github.hooks import Scene
from tests.github.test_deliveries_listed import BROKEN
from tests.support.apps import Person, Trivet
from trivet.github.errors import MalformedPayload
from trivet.github.service import WebhookService
from trivet.platform.db.database import Dialect

# On what database it stands makes no difference to a page.
pytestmark = pytest.mark.parametrize("dialect", [Dialect.SQLITE], ids=str)


@pytest.fixture
async def scene(app: Trivet, owner: Person) -> Scene:
    return await Scene.set(app, owner)


async def test_one_that_failed_is_replayed_without_a_mouse(
    scene: Scene, look: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = await scene.card()
    await scene.deliver("ping", ping())

    async def cannot(*_: Any) -> None:
        raise MalformedPayload("A mistake of ours.")

    with monkeypatch.context() as patched:
        patched.setattr(WebhookService, "process_pull_request_event", cannot)
        payload = PullRequests(7, title=card["key"]).at(1, "opened")
        await scene.deliver("pull_request", payload)

    page = (await look(scene.owner)).page
    await page.goto(f"/app/w/{scene.board.workspace_id}/repositories")
    await page.get_by_role("link", name="Deliveries of acme/rocket").focus()
    await page.keyboard.press("Enter")
    rows = page.get_by_role("list", name="Deliveries", exact=True).get_by_role("listitem")
    await expect(rows).to_have_count(2)
    await expect(rows.nth(0)).to_contain_text("A mistake of ours.")
    await expect(rows.nth(1)).to_contain_text("the webhook works")

    await rows.nth(0).get_by_role("button", name="pull_request opened, #7", exact=True).focus()
    await page.keyboard.press("Enter")
    await expect(rows.nth(0)).to_contain_text("Replay it after an upgrade")
    await page.get_by_role("button", name="Show what was delivered").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("What was delivered")).to_contain_text('"number": 7')

    await page.get_by_role("button", name="Replay: pull_request opened, #7").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Replayed: pull_request opened, #7")).to_be_visible()
    await expect(rows.nth(0)).to_contain_text(f"moved {card['key']}")
    assert await scene.column_of(card) == "Review"
    await rows.nth(0).get_by_role("link", name=card["key"]).first.click()
    await expect(page).to_have_url(f"/app/b/{scene.board.id}/c/{card['key']}")


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 390)])
async def test_the_page_is_accessible(scene: Scene, look: SignedIn, theme: str, width: int) -> None:
    card, other = await scene.card(), await scene.card()
    await scene.deliver("ping", ping())
    await scene.deliver("create", branch(f"{card['key']}-{'lift-off-' * 12}x", minute=1))
    await scene.deliver("push", push(f"{card['key']}-x", "a" * 40, minute=2))
    pull = PullRequests(7, title=f"{card['key']} {other['key']}")
    await scene.deliver("pull_request", pull.at(3, "opened"))
    await scene.deliver("pull_request", BROKEN)
    options: dict[str, Any] = {
        "color_scheme": theme,
        "viewport": {"width": width, "height": 900},
        "reduced_motion": "reduce",
    }
    page = (await look(scene.owner, **options)).page
    found: dict[str, list[str]] = {}
    workspace, rocket = scene.board.workspace_id, scene.repository["id"]
    await page.goto(f"/app/w/{workspace}/repositories/{rocket}/deliveries")
    rows = page.get_by_role("list", name="Deliveries", exact=True).get_by_role("listitem")
    await expect(rows).to_have_count(5)
    found["rows"] = await findings(page)
    for index in (0, 1):
        await rows.nth(index).get_by_role("button", expanded=False).first.click()
    await page.get_by_role("button", name="Show what was delivered").first.click()
    await expect(page.get_by_label("What was delivered")).to_be_visible()
    found["details"] = await findings(page)
    await page.get_by_role("button", name="Under way").click()
    await expect(page.get_by_text("No delivery is under way")).to_be_visible()
    found["none"] = await findings(page)
    await page.get_by_role("button", name="Events: All events").click()
    await page.get_by_role("option", name="Pushes").click()
    await expect(page.get_by_text("No delivery is under way of this kind")).to_be_visible()
    await expect(page).to_have_url(
        f"/app/w/{workspace}/repositories/{rocket}/deliveries?show=waiting&event=push"
    )
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
