"""A card is started and finished, each by one press, with its branch on GitHub and without."""

import pytest
from playwright.async_api import expect
from pydantic import SecretStr

from tests.browser.conftest import SignedIn
from tests.browser.test_accessible import findings
from tests.factories.github_accounts import give_github_account
from tests.github.hooks import connect, kanban
from tests.support.apps import Person, Trivet, make_card
from tests.support.databases import Place
from tests.support.fake_github import GitHubServer
from trivet.platform.db.database import Dialect
from trivet.platform.settings import Settings

pytestmark = pytest.mark.parametrize("dialect", [Dialect.SQLITE], ids=str)


@pytest.fixture
def settings(place: Place, fake_github: GitHubServer) -> Settings:
    more = {
        "github_api_url": fake_github.address,
        "github_client_id": "client",
        "github_client_secret": SecretStr("secret"),
        "github_poll_s": 1,
    }
    return place.settings().model_copy(update=more)


async def test_from_start_to_finish(
    app: Trivet, look: SignedIn, owner: Person, fake_github: GitHubServer
) -> None:
    ada = fake_github.user("ada")
    rocket = fake_github.repo("acme/rocket", admin=[ada])
    await give_github_account(app.runtime, owner.id, "ada", fake_github.token(ada))
    workspace = (await owner.post("/workspaces", {"name": "Acme"}))["id"]
    board = await kanban(owner, workspace)
    card = await make_card(owner, board, title="Lift off")
    other = await make_card(owner, board, title="Land")
    someone = await look(owner, reduced_motion="reduce")
    page = someone.page
    notices = page.get_by_role("region", name="Notices")
    started = page.get_by_role("region", name="In progress", exact=True)
    backlog = page.get_by_role("region", name="Backlog", exact=True)
    done = page.get_by_role("region", name="Done", exact=True)
    found: dict[str, list[str]] = {}

    # Where no branch can be made, by the key.
    await page.goto(f"/app/b/{board.id}")
    await page.locator(f'[data-card="{other["id"]}"] a').first.focus()
    await page.keyboard.press("s")
    await expect(notices).to_contain_text("No branch: no repository is connected")
    await expect(started.locator("[data-card]")).to_contain_text("Land")
    await page.get_by_role("button", name="Undo").click()
    await expect(backlog.locator("[data-card]")).to_have_count(2)

    # With one, by the button; and back.
    await connect(owner, workspace, name=rocket.full_name)
    await page.goto(f"/app/b/{board.id}/c/{card['key']}")
    panel = page.get_by_role("complementary", name=f"Card {card['key']}")
    await expect(panel.get_by_role("button", name="Start", exact=True)).to_be_visible()
    found["before"] = await findings(page)
    await panel.get_by_role("button", name="Start", exact=True).click()
    name = f"feature/{card['key']}-lift-off"
    await expect(notices).to_contain_text(f"{card['key']} started")
    await expect(notices).to_contain_text(f"{name} in acme/rocket")
    await expect(panel.get_by_role("button", name="Finish")).to_be_visible()
    await expect(panel.get_by_role("region", name="Branch")).to_contain_text(name)
    found["started"] = await findings(page)
    assert name in rocket.branches

    # What is open is in the way.
    fake_github.commit(rocket, name)
    pull = fake_github.pull(rocket, name, title="Lift off", by=ada)
    await expect(panel.get_by_role("region", name="Branch")).to_contain_text("#1")
    await page.keyboard.press("Shift+F")
    dialog = page.get_by_role("dialog", name=f"{card['key']} is not finished")
    await expect(dialog.get_by_role("link", name="acme/rocket#1")).to_be_visible()
    found["open"] = await findings(page)
    (refused,) = someone.wrong  # of which the browser's console tells too
    assert "409" in refused
    someone.wrong.clear()
    await dialog.get_by_role("button", name="Close", exact=True).last.click()

    # Merged, it is done, and its branch can go.
    rule = {"event": "merged", "column_id": None}
    await owner.ask("PUT", f"/boards/{board.id}/rules", {"rules": [rule]}, status=200)
    fake_github.merge(pull)
    await expect(panel.get_by_role("region", name="Branch")).to_contain_text("merged")
    await panel.get_by_role("button", name="Finish").click()
    await expect(notices).to_contain_text(f"{name} is merged")
    await expect(done.locator("[data-card]")).to_contain_text("Lift off")
    found["finished"] = await findings(page)
    await notices.get_by_role("button", name="Delete merged branch").click()
    await expect(notices).to_contain_text("Branch deleted")
    assert name not in rocket.branches

    # The branch is chosen first.
    await page.goto(f"/app/b/{board.id}")
    await page.locator(f'[data-card="{other["id"]}"] a').first.focus()
    await page.keyboard.press("Shift+S")
    asked = page.get_by_role("dialog", name=f"Start {other['key']}")
    await asked.get_by_role("textbox", name="Branch name").fill("land-softly")
    found["with"] = await findings(page)
    await asked.get_by_role("button", name="Start").click()
    await expect(notices).to_contain_text("land-softly in acme/rocket")
    await expect(started.locator("[data-card]")).to_contain_text("Land")
    assert "land-softly" in rocket.branches
    await page.locator(f'[data-card="{other["id"]}"] a').first.click(button="right")
    await expect(page.get_by_role("menuitem", name="Finish")).to_be_visible()
    assert {step: each for step, each in found.items() if each} == {}
