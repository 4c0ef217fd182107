"""The rules of a board, changed in sentences and tried on what happened."""

from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import SignedIn
from tests.browser.test_accessible import findings
from tests.factories.github import PullRequests
from tests.github.hooks import Scene
from tests.github.ruled import REVIEW, TODO, choose, later, limit, reviewed, rule
from tests.support.apps import Person, Trivet, in_workspace
from trivet.platform.db.database import Dialect
from trivet.workspaces.models import Role

# On what database it stands makes no difference to a page.
pytestmark = pytest.mark.parametrize("dialect", [Dialect.SQLITE], ids=str)

DESK = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"}
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "has_touch": True}


async def rules_of(page: Page) -> Locator:
    await page.get_by_role("button", name="Board menu").click()
    await page.get_by_role("menuitem", name="Rules").click()
    dialog = page.get_by_role("dialog", name="Rules", exact=True)
    await expect(dialog.get_by_role("heading", name="Merged")).to_be_visible()
    return dialog


@pytest.fixture
async def scene(app: Trivet, owner: Person) -> Scene:
    """Two cards with drafts that were approved."""
    scene = await Scene.set(app, owner)
    start = later()
    for number, title in enumerate(("Lift off", "Land again"), 1):
        card = await scene.card(title=title)
        pull = PullRequests(number, title=card["key"], draft=True)
        await scene.deliver("pull_request", pull.at(start, "opened"))
        await reviewed(scene, pull, number, "approved", start + number)
    return scene


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
async def test_rules_are_written_tried_and_saved(
    scene: Scene, look: SignedIn, screen: dict[str, Any]
) -> None:
    await scene.card(title="Fill it", column_id=scene.board.columns[REVIEW])
    await limit(scene, REVIEW, 1)
    page = (await look(scene.owner, reduced_motion="reduce", **screen)).page
    await page.goto(f"/app/b/{scene.board.id}")
    dialog = await rules_of(page)
    assert await findings(page) == []

    approved = dialog.get_by_role("group", name="Approved, any branch")
    await approved.get_by_role("combobox", name="Column").select_option("Review")
    await expect(approved).to_contain_text("Review takes 1 card at most.")
    await dialog.get_by_role("button", name="Add a rule for a branch: Merged").click()
    await expect(dialog.get_by_role("combobox", name="Branch")).to_be_focused()
    await page.keyboard.type("release/*")
    merged = dialog.get_by_role("group", name="Merged, release/*")
    await merged.get_by_role("combobox", name="Column").select_option("Review")
    await merged.get_by_role("switch", name="Also move it backwards").check()
    assert await findings(page) == []

    await dialog.get_by_role("button", name="Try on the last 30 days").click()
    moves = dialog.get_by_role("region", name="What the rules would have done")
    await expect(moves).to_contain_text(
        "2 moves in the last 30 days; full columns would have held back 2."
    )
    await expect(moves.get_by_role("listitem").first).to_contain_text(
        "Land again (opens in a new tab) would have stayed in In progress, because Review is full"
    )
    assert await findings(page) == []

    leave = page.get_by_role("dialog", name="Save the 2 changes to the rules?")
    for _ in range(3):  # browsers end a dialog at the second Escape, unless they are kept from it
        await page.keyboard.press("Escape")
        await expect(leave).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(leave).not_to_be_visible()
    await expect(dialog).to_be_visible()
    await dialog.get_by_role("button", name="Close", exact=True).click()
    assert await findings(page) == []
    await leave.get_by_role("button", name="Go on editing").click()

    await choose(scene, rule("closed", TODO))
    await expect(dialog.get_by_role("alert")).to_contain_text("other rules meanwhile")
    assert await findings(page) == []
    await dialog.get_by_role("button", name="Save mine").click()
    await expect(dialog).not_to_be_visible()
    rules = (await scene.owner.get(f"/boards/{scene.board.id}/rules"))["rules"]
    assert [(one["event"], one["base"], one["back"]) for one in rules if not one["default"]] == [
        ("approved", None, False),
        ("merged", "release/*", True),
        ("closed", None, False),
    ]


async def test_unsaved_rules_survive_a_reload(scene: Scene, look: SignedIn) -> None:
    ann = await look(scene.owner)
    page = ann.page
    await page.goto(f"/app/b/{scene.board.id}")
    dialog = await rules_of(page)
    await dialog.get_by_role("button", name="Add a rule for a branch: Opened").click()
    await page.keyboard.type("with space")
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("A branch cannot have")
    await expect(dialog.get_by_role("combobox", name="Branch")).to_be_focused()
    await page.reload()
    dialog = await rules_of(page)
    await expect(dialog.get_by_role("combobox", name="Branch")).to_have_value("with space")
    await expect(dialog).to_contain_text("1 unsaved change")
    ann.wrong.clear()  # the refusal, answered with 422


async def test_who_does_not_manage_reads_sentences(
    app: Trivet, scene: Scene, look: SignedIn
) -> None:
    viewer = await in_workspace(app, scene.board.workspace_id, Role.VIEWER)
    page = (await look(viewer, color_scheme="dark")).page
    await page.goto(f"/app/b/{scene.board.id}")
    dialog = await rules_of(page)
    await expect(dialog).to_contain_text(
        "Once all of its pull requests into any branch are merged, move the card to Done."
    )
    await expect(dialog.get_by_role("combobox")).to_have_count(0)
    await dialog.get_by_role("button", name="Try on the last 30 days").click()
    moves = dialog.get_by_role("region", name="What the rules would have done")
    await expect(moves.get_by_role("listitem")).to_have_count(2)
    assert await findings(page) == []
