"""Everything by keyboard."""

from playwright.async_api import expect

from tests.browser.conftest import SignedIn
from tests.browser.seen import BoardSeen, order_of
from tests.support.apps import Person, make_board, make_card


async def test_a_card_is_moved_without_a_mouse(look: SignedIn, owner: Person) -> None:
    board = await make_board(owner)
    cards = [(await make_card(owner, board, title=f"Card {n}"))["id"] for n in range(3)]
    there = (await make_card(owner, board, 1, title="There"))["id"]
    seen = await BoardSeen(await look(owner), board).open()
    keys = seen.page.keyboard

    await seen.card(cards[0]).focus()
    await keys.press("ArrowDown")
    await expect(seen.card(cards[1])).to_be_focused()
    for key in ("Space", "ArrowRight", "ArrowDown", "Space"):
        await keys.press(key)
    await expect(seen.column(1).locator("[data-card]")).to_have_count(2)
    await seen.shows({board.columns[0]: [cards[0], cards[2]]})
    await expect(seen.card(cards[1])).to_be_focused()

    await keys.press("Space")
    await keys.press("ArrowLeft")
    await keys.press("Escape")  # put down where it was
    await expect(seen.column(1).locator("[data-card]")).to_have_count(2)
    await seen.settled()
    order = await order_of(owner, board)
    assert set(order[board.columns[1]]) == {there, cards[1]}
    await seen.shows(order)


async def test_a_card_is_written_opened_and_closed_without_a_mouse(
    look: SignedIn, owner: Person
) -> None:
    board = await make_board(owner)
    first = await make_card(owner, board, title="First")
    seen = await BoardSeen(await look(owner), board).open()
    keys = seen.page.keyboard

    await seen.card(first["id"]).focus()
    await keys.press("n")
    await expect(seen.page.get_by_role("textbox", name="Title of the new card in")).to_be_focused()
    await keys.type("Second")
    await keys.press("Enter")
    await keys.press("Escape")
    await expect(seen.column(0).locator("[data-card]")).to_have_count(2)
    await seen.card(first["id"]).focus()
    await keys.press("Enter")
    await seen.page.wait_for_url(f"**/c/{first['key']}*")
    await keys.press("Escape")
    await seen.page.wait_for_url(f"**/b/{board.id}*")
    await expect(seen.card(first["id"])).to_be_focused()
    await seen.settled()
    titles = [card["title"] for card in (await owner.get(f"/boards/{board.id}"))["cards"]]
    assert titles == ["First", "Second"]


async def test_an_archived_card_comes_back_to_its_place(look: SignedIn, owner: Person) -> None:
    board = await make_board(owner)
    cards = [(await make_card(owner, board, title=f"Card {n}"))["id"] for n in range(4)]
    seen = await BoardSeen(await look(owner), board).open()
    for index in (0, 2):
        await seen.card(cards[index]).focus()
        await seen.page.keyboard.press("Delete")
        await expect(seen.column(0).locator("[data-card]")).to_have_count(3)
        await seen.page.get_by_role("button", name="Undo").last.click()
        await seen.shows({board.columns[0]: cards})
        await seen.settled()
    assert (await order_of(owner, board))[board.columns[0]] == cards


async def test_what_is_typed_for_the_palette_changes_no_card(look: SignedIn, owner: Person) -> None:
    board = await make_board(owner, name="Engine")
    card = await make_card(owner, board, title="Keep me")
    seen = await BoardSeen(await look(owner), board).open()
    await seen.card(card["id"]).focus()
    await seen.page.keyboard.press("Control+k")
    await seen.page.keyboard.type("engine")
    field = seen.page.get_by_role("combobox", name="Search and commands")
    await expect(field).to_have_value("engine")
    await seen.page.keyboard.press("Escape")
    await expect(seen.card(card["id"])).to_contain_text("Keep me")
    assert (await owner.get(f"/cards/{card['id']}"))["version"] == 1
