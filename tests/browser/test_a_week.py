"""A team plans its week: everything that a board is for, in one sitting."""

from playwright.async_api import Page, expect

from tests.browser.conftest import SignedIn
from tests.browser.seen import BoardSeen
from tests.support.apps import Board, Json, Person, Trivet, in_workspace
from trivet.workspaces.models import Role

CARDS = 20


async def test_a_week_is_planned(app: Trivet, look: SignedIn, owner: Person) -> None:
    workspace = await owner.post("/workspaces", {"name": "Rockets"})
    ben = await in_workspace(app, workspace["id"], Role.MEMBER)
    page = (looker := await look(owner)).page

    board = await a_board_from_a_template(page, owner, workspace["id"])
    seen = BoardSeen(looker, board)
    await seen.live()
    await twenty_cards(seen)
    cards = await in_order(owner, board)
    assert [card["title"] for card in cards] == [f"Task {n}" for n in range(1, CARDS + 1)]

    await seen.open()  # the next morning, from the top
    await three_are_bugs_of_ben(seen, cards)
    await steps_and_a_word(seen, cards[0], ben)
    await only_the_bugs(seen, cards)
    await all_begin_and_are_taken_back(seen, owner, cards)

    planned = {card["id"]: card for card in await in_order(owner, board)}
    assert [planned[card["id"]]["column_id"] for card in cards] == [board.columns[1]] * CARDS
    bugs = [card for card in planned.values() if card.get("label_ids")]
    assert {card["id"] for card in bugs} == {card["id"] for card in cards[:3]}
    assert all(card["assignee_ids"] == [ben.id] for card in bugs)
    first = planned[cards[0]["id"]]
    counts = ("checklist_total", "checklist_done", "comment_count")
    assert [first[name] for name in counts] == [3, 1, 1]
    told = await ben.get("/me/notifications")
    assert sorted(one["kind"] for one in told["items"]) == ["assigned"] * 3 + ["mentioned"]


async def a_board_from_a_template(page: Page, owner: Person, workspace_id: str) -> Board:
    await page.goto("/app/")
    await page.get_by_role("button", name="New board").first.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Name").fill("This week")
    await dialog.get_by_role("button", name="Create board").click()
    await page.wait_for_url("**/app/b/*")
    board_id = page.url.rpartition("/")[2]
    shown = await owner.get(f"/boards/{board_id}")
    assert [column["name"] for column in shown["columns"]][1] == "To do"
    columns = [column["id"] for column in shown["columns"]]
    return Board(board_id, shown["key"], columns, workspace_id)


async def twenty_cards(seen: BoardSeen) -> None:
    await seen.column(1).get_by_role("button", name="Add card").last.click()
    field = seen.page.get_by_role("textbox", name="Title of the new card in")
    for number in range(1, CARDS + 1):
        await field.fill(f"Task {number}")
        await field.press("Enter")
    await field.press("Escape")
    await seen.settled()


async def three_are_bugs_of_ben(seen: BoardSeen, cards: list[Json]) -> None:
    for card in cards[:3]:
        await seen.card(card["id"]).click(modifiers=["ControlOrMeta"])
    bar = seen.page.get_by_role("toolbar", name="Selected cards")
    await expect(bar.get_by_role("status")).to_have_text("3 selected")
    for button, option in (("Label", "bug"), ("Assign", "member")):
        await bar.get_by_role("button", name=button).click()
        await seen.page.get_by_role("option", name=option, exact=False).first.click()
        await seen.page.keyboard.press("Escape")
    await seen.settled()
    await bar.get_by_role("button", name="Clear the selection").click()


async def steps_and_a_word(seen: BoardSeen, card: Json, other: Person) -> None:
    await seen.card(card["id"]).click()
    panel = seen.page.get_by_role("complementary").last
    steps = panel.get_by_role("textbox", name="Add an item to the checklist")
    for text in ("Draw", "Paint", "Hang"):
        await steps.fill(text)
        await steps.press("Enter")
    await panel.get_by_role("checkbox", name="Draw").check()
    word = panel.get_by_role("textbox", name="Write a comment")
    await word.press_sequentially("Please look, @mem")
    await seen.page.get_by_role("option", name="member").click()
    await word.press("ControlOrMeta+Enter")
    await expect(panel.get_by_text("Please look,")).to_be_visible()
    await seen.settled()
    await panel.get_by_role("button", name="Close").first.click()


async def only_the_bugs(seen: BoardSeen, cards: list[Json]) -> None:
    await seen.page.keyboard.press("f")
    await seen.page.get_by_role("option", name="bug").click()
    await seen.page.keyboard.press("Escape")
    await expect(seen.column(1).locator("[data-card]")).to_have_count(3)
    await seen.page.get_by_role("button", name="Clear all filters").click()
    await expect(seen.card(cards[3]["id"])).to_be_visible()


async def all_begin_and_are_taken_back(seen: BoardSeen, owner: Person, cards: list[Json]) -> None:
    await seen.card(cards[0]["id"]).focus()
    await seen.page.keyboard.press("ControlOrMeta+a")
    bar = seen.page.get_by_role("toolbar", name="Selected cards")
    await expect(bar.get_by_role("status")).to_have_text(f"{CARDS} selected")
    await bar.get_by_role("button", name="Move").click()
    await seen.page.get_by_role("option", name="In progress").click()
    await expect(seen.column(2).locator("[data-card]").first).to_be_visible()
    await seen.settled()
    moved = await in_order(owner, seen.board)
    assert {card["column_id"] for card in moved} == {seen.board.columns[2]}
    assert [card["id"] for card in moved] == [card["id"] for card in cards]
    await seen.page.keyboard.press("Escape")
    await seen.page.keyboard.press("ControlOrMeta+z")
    await expect(seen.page.get_by_text("Undone", exact=False).first).to_be_visible()
    await seen.settled()
    assert [card["id"] for card in await in_order(owner, seen.board)] == [
        card["id"] for card in cards
    ]


async def in_order(owner: Person, board: Board) -> list[Json]:
    cards: list[Json] = (await owner.get(f"/boards/{board.id}"))["cards"]
    return cards
