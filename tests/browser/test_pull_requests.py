"""All of a pull request is on its card, live; one is linked by hand, and taken away, by keyboard too."""

from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.conftest import SignedIn
from tests.browser.test_accessible import findings
from tests.factories.github import PullRequests, check_run, review, status
from tests.github.hooks import Scene
from tests.support.apps import Json, Person, Trivet
from trivet.platform.db.database import Dialect

pytestmark = pytest.mark.parametrize("dialect", [Dialect.SQLITE], ids=str)


async def told(scene: Scene, card: Json) -> PullRequests:
    """What GitHub tells of three pull requests, two of which name the card."""
    one = PullRequests(
        12,
        branch="fix-ignition",
        title=f"{card['key']} Ignite in the right order, and check the pressure of both tanks first",
        more={
            "commits": 3,
            "mergeable": False,
            "created_at": "2026-02-26T09:00:00Z",
            "requested_reviewers": [{"login": "eve"}],
            "requested_teams": [{"name": "Pilots"}],
        },
    )
    await scene.deliver("pull_request", one.at(1, "opened"))
    await scene.deliver("pull_request_review", review(one.at(2), 1, "changes_requested", minute=2))
    await scene.deliver("pull_request_review", review(one.at(3), 2, "approved", by="cat", minute=3))
    await scene.deliver("check_run", check_run("build (3.11)", "success", number=1, minute=2))
    await scene.deliver("check_run", check_run("lint", "failure", number=2, minute=3))
    await scene.deliver("check_run", check_run("docs", "skipped", number=3, minute=3))
    await scene.deliver("status", status("ci/deploy", "pending", number=4, minute=4))
    merged = PullRequests(7, branch="tanks", title=f"Fill the tanks ({card['key']})")
    await scene.deliver("pull_request", merged.at(5, "closed", merged=True))
    other = PullRequests(31, branch="hotfix", title="Hold the clock")
    await scene.deliver("pull_request", other.at(6, "opened"))
    return one


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 1440), ("light", 390)])
async def test_pull_requests_on_a_card(
    app: Trivet, look: SignedIn, owner: Person, theme: str, width: int
) -> None:
    scene = await Scene.set(app, owner)
    card = await scene.card(title="Lift off")
    one = await told(scene, card)
    options: dict[str, Any] = {
        "color_scheme": theme,
        "viewport": {"width": width, "height": 1000},
        "reduced_motion": "reduce",
    }
    someone = await look(owner, **options)
    page = someone.page
    face = page.locator(f'[data-card="{card["id"]}"]')
    if width > 700:
        await page.goto(f"/app/b/{scene.board.id}")
        await expect(face).to_contain_text("Pull request #12: changes requested, 1 check failing")
    await page.goto(f"/app/b/{scene.board.id}/c/{card['key']}")
    shown = page.get_by_role("region", name="Branch", exact=True)
    row = shown.get_by_role("listitem").filter(has_text="Ignite in the right order")
    await expect(row).to_contain_text("Changes requested")
    await expect(row).to_contain_text("Conflicts with main")
    await row.get_by_role("button", name="1 of 4 checks failing").click()
    await expect(row).to_contain_text("lint")
    await expect(row).to_contain_text("It is pending")
    assert await findings(page) == []

    # By keyboard: from the card by the palette to the field, and the focus comes back.
    await page.keyboard.press("ControlOrMeta+k")
    await page.keyboard.type("link a pull")
    await expect(page.get_by_role("option", name="Link a pull request")).to_be_visible()
    await page.keyboard.press("Enter")
    field = shown.get_by_role("textbox", name="Pull request")
    await expect(field).to_be_focused()
    await page.keyboard.type("acme/elsewhere#31")
    await page.keyboard.press("Enter")
    await expect(shown.get_by_role("alert")).to_contain_text("Connect acme/elsewhere")
    someone.wrong = [said for said in someone.wrong if "404" not in said]  # just that
    assert await findings(page) == []
    await field.fill("https://github.com/acme/rocket/pull/31/files")
    await page.keyboard.press("Enter")
    added = shown.get_by_role("listitem").filter(has_text="Hold the clock")
    await expect(added).to_contain_text("linked by hand")
    button = shown.get_by_role("button", name="Link a pull request")
    await expect(button).to_be_focused()

    await added.get_by_role("button", name="Actions for acme/rocket#31").click()
    await page.get_by_role("menuitem", name="Only mentions this card").click()
    await expect(added).to_contain_text("Only mentions this card")

    actions = row.get_by_role("button", name="Actions for acme/rocket#12")
    await actions.focus()
    await page.keyboard.press("Enter")
    await page.get_by_role("menuitem", name="Remove from this card").focus()
    await page.keyboard.press("Enter")
    await expect(row).to_have_count(0)
    await expect(button).to_be_focused()
    await page.get_by_role("button", name="Undo").click()
    await expect(row).to_contain_text("Changes requested")

    # Whoever looks sees what GitHub tells meanwhile.
    await scene.deliver("pull_request_review", review(one.at(8), 3, "approved", minute=8))
    await expect(row).to_contain_text("Review requested")
    await scene.deliver("pull_request", one.at(9, "closed", merged=True))
    await expect(row).to_contain_text("Merged")
    if width > 700:
        await expect(face).to_contain_text("Pull request #7: merged.")
        await expect(face).to_contain_text("and 1 more.")
