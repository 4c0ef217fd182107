"""axe finds nothing, on any page, in either theme."""

from typing import Any
from uuid import UUID

import pytest
from playwright.async_api import Frame, Page, expect

from tests.boards.test_snapshot_and_log import Play
from tests.browser.conftest import SignedIn
from tests.browser.seen import BoardSeen, still
from tests.client_logs.logging_clients import entry, log
from tests.diagnostics.test_tasks_routes import failed
from tests.factories.github import PullRequests, branch
from tests.support.apps import Person, Trivet, in_workspace, make_board, make_card, somebody
from tests.support.commands import ROOT
from trivet.platform.db.database import Dialect
from trivet.workspaces.models import Role

# On what database it stands makes no difference to a page.
pytestmark = pytest.mark.parametrize("dialect", [Dialect.SQLITE], ids=str)

AXE = ROOT / "client/node_modules/axe-core/axe.min.js"


async def findings(page: Page | Frame) -> list[str]:
    """What axe finds wrong with a page, or one in a frame, once nothing moves any more."""
    await still(page)
    await page.evaluate(AXE.read_text())
    result: Any = await page.evaluate("() => axe.run(document)")
    return [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("width", [1440, 390])
async def test_every_page_is_accessible(
    app: Trivet, look: SignedIn, owner: Person, theme: str, width: int
) -> None:
    board = await make_board(owner)
    labels = [
        (await owner.post(f"/boards/{board.id}/labels", {"name": color, "color": color}))["id"]
        for color in ("#ffff66", "#101040", "#3b82f6", "#d00000")
    ]
    card = await make_card(
        owner,
        board,
        title="Weigh everything",
        description="# Why\n\nBecause **it flies**.\n\n- [ ] once\n- [x] twice\n",
        priority="urgent",
        estimate=3,
        due_date="2020-01-01",
        label_ids=labels,
        assignee_ids=[owner.id],
    )
    await make_card(owner, board, 1, title="Wait")
    play = await Play.on(app, owner, board)
    for number, state in enumerate(("open", "draft", "closed", "merged"), 1):
        pull = PullRequests(number, title=f"{card['key']} part {number}")
        if state != "open":
            setattr(pull, state, True)
        await play.hear_of("pull_request", pull.at(number, "opened"))
    await play.hear_of("create", branch(f"{card['key']}-weigh"))
    options: dict[str, Any] = {
        "color_scheme": theme,
        "viewport": {"width": width, "height": 900},
        "reduced_motion": "reduce",
    }
    ann = await BoardSeen(await look(owner, **options), board).open()
    page = ann.page
    await expect(ann.card(card["id"])).to_be_visible()
    found = {"board": await findings(page)}

    await page.goto(f"/app/b/{board.id}/c/{card['key']}")
    await expect(page.get_by_text("it flies").first).to_be_visible()
    await expect(
        page.get_by_role("region", name="Activity").get_by_role("listitem")
    ).not_to_have_count(0)
    found["card"] = await findings(page)
    await page.goto(f"/app/b/{board.id}")
    await page.get_by_role("button", name="Board menu").click()
    await page.get_by_role("menuitem", name="Rules").click()
    await expect(page.get_by_role("dialog", name="Rules").get_by_role("combobox")).to_have_count(17)
    found["rules"] = await findings(page)
    await page.goto(f"/app/w/{board.workspace_id}/repositories")
    await page.get_by_role("button", name="More for acme/rocket").click()
    await page.get_by_role("menuitem", name="Set up").click()
    steps = page.get_by_role("region", name="Set up the webhook of acme/rocket")
    await expect(steps.get_by_role("status")).to_contain_text("Waiting")
    found["repositories"] = await findings(page)
    for path in ("/app/", "/app/settings"):
        await page.goto(path)
        await expect(page.get_by_role("heading").first).to_be_visible()
        found[path] = await findings(page)
    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("dialog")).to_be_visible()
    found["palette"] = await findings(page)

    new = await look(await somebody(app, "New"), **options)
    await new.page.goto("/app/")
    await expect(new.page.get_by_label("Workspace")).to_be_visible()
    found["first run"] = await findings(new.page)
    viewer = await look(await in_workspace(app, board.workspace_id, Role.VIEWER), **options)
    await viewer.page.goto(f"/app/b/{board.id}")
    await expect(viewer.page.locator("[data-card]").first).to_be_visible()
    found["read only"] = await findings(viewer.page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


async def test_the_way_in_is_accessible(look: SignedIn, owner: Person, theme: str) -> None:
    someone = await look(owner, color_scheme=theme, reduced_motion="reduce")
    await someone.context.clear_cookies()
    await someone.page.goto("/app/sign-in")
    await expect(someone.page.get_by_role("heading", level=1)).to_be_visible()
    assert await findings(someone.page) == []
    someone.wrong.clear()  # that nobody is signed in is asked for, and answered with 401


PEOPLE = {
    "/app/w/{workspace}/members": "grace@example.com",
    "/app/w/{workspace}/audit": "invited",
    "/app/w/{workspace}/background-work": "Of tomorrow",
    "/app/background-work?show=finished": "Forget old notifications",
    "/app/client-logs": "The card could not be saved",
    "/app/client-logs?level=error&q=nowhere": "There are no such entries",
    "/app/account": "Download everything",
    "/app/account/sessions": "This device",
    "/app/account/tokens": "ci",
    "/app/whiteboards": "Nobody can connect Miro here yet",
    "/app/whiteboards/queue": "Nothing is queued",
    "/app/whiteboards?miro_error=miro_unreachable": "Miro does not answer",
}
"""Pages of people, and what stands on each once it is there."""


async def test_every_page_of_people_is_accessible(
    app: Trivet, look: SignedIn, owner: Person, theme: str
) -> None:
    board = await make_board(owner)
    await in_workspace(app, board.workspace_id, Role.MEMBER)
    invite = {"emails": ["grace@example.com"], "role": "viewer"}
    await owner.post(f"/workspaces/{board.workspace_id}/invitations", invite)
    await owner.post("/auth/tokens", {"name": "ci", "scopes": ["read"]})
    await log(owner, entry("The card could not be saved", context={"tries": 3}))
    await failed(app, workspace_id=UUID(board.workspace_id))
    page = (await look(owner, color_scheme=theme, reduced_motion="reduce")).page
    found: dict[str, list[str]] = {}
    for path, shown in PEOPLE.items():
        await page.goto(path.format(workspace=board.workspace_id))
        await expect(page.get_by_role("main").get_by_text(shown).first).to_be_visible()
        found[path] = await findings(page)
    await page.goto(f"/app/w/{board.workspace_id}/members")
    await page.get_by_role("button", name="Invite people").click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    found["invite"] = await findings(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
