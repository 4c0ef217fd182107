"""A card by its id or its key, and what to do when a key means several."""

from tests.support.apps import Person, Trivet, in_workspace, make_board, make_card
from trivet.workspaces.models import Role


async def test_a_card_is_found_by_id_and_by_key_in_any_case(owner: Person) -> None:
    board = await make_board(owner)
    card = await make_card(owner, board)
    for name in (card["id"], card["id"].upper(), card["key"], card["key"].lower()):
        assert await owner.get(f"/cards/{name}") == card
        assert (await owner.get(f"/cards/{name}?workspace_id={board.workspace_id}")) == card


async def test_a_key_that_means_several_cards_names_them(owner: Person) -> None:
    boards = [await make_board(owner) for _ in range(2)]
    cards = [await make_card(owner, board) for board in boards]
    key = cards[0]["key"]
    assert key == cards[1]["key"]
    expected = {(c["id"], b.workspace_id) for c, b in zip(cards, boards, strict=True)}
    for method, path, body in (
        ("GET", f"/cards/{key}", None),
        ("PATCH", f"/cards/{key}", {"title": "x"}),
        ("POST", f"/cards/{key}/move", {"position": 0}),
        ("DELETE", f"/cards/{key}", None),
    ):
        refused = (await owner.ask(method, path, body, status=409)).json()
        assert refused["code"] == "card_key_ambiguous"
        found = {(c["id"], c["workspace_id"]) for c in refused["candidates"]}
        assert found == expected
    for card, board in zip(cards, boards, strict=True):
        where = f"?workspace_id={board.workspace_id}"
        assert (await owner.get(f"/cards/{key}{where}"))["id"] == card["id"]
        changed = await owner.patch(f"/cards/{key}{where}", {"title": board.id})
        assert (changed["id"], changed["title"]) == (card["id"], board.id)
    await owner.delete(f"/cards/{key}?workspace_id={boards[0].workspace_id}")
    assert (await owner.get(f"/cards/{key}"))["id"] == cards[1]["id"]


async def test_only_what_one_may_see_makes_a_key_ambiguous(app: Trivet, owner: Person) -> None:
    boards = [await make_board(owner) for _ in range(2)]
    cards = [await make_card(owner, board) for board in boards]
    member = await in_workspace(app, boards[1].workspace_id, Role.VIEWER)
    assert (await member.get(f"/cards/{cards[0]['key']}"))["id"] == cards[1]["id"]
    elsewhere = f"?workspace_id={boards[0].workspace_id}"
    await member.ask("GET", f"/cards/{cards[0]['key']}{elsewhere}", status=404)


async def test_what_names_no_card_is_not_found(owner: Person) -> None:
    board = await make_board(owner)
    card = await make_card(owner, board)
    names = ["x", f"{board.key}-2", f"{board.key}-0", f"{board.key}-01", f"{board.key}-", "-1"]
    names += [
        f"{board.key}-9999999999",
        "TOOLONGABCD-1",
        board.id,
        f"{card['key']}%00",
        "%E2%82%AC",
    ]
    for name in names:
        refused = (await owner.ask("GET", f"/cards/{name}", status=404)).json()
        assert refused["code"] == "card_not_found", name


async def test_the_key_of_a_deleted_card_is_never_given_again(owner: Person) -> None:
    board = await make_board(owner)
    first = await make_card(owner, board)
    await owner.delete(f"/cards/{first['id']}")
    assert (await make_card(owner, board))["key"] == f"{board.key}-2"
    await owner.ask("GET", f"/cards/{first['key']}", status=404)


async def test_a_key_is_not_ambiguous_for_a_workspace_that_was_deleted(owner: Person) -> None:
    boards = [await make_board(owner) for _ in range(2)]
    cards = [await make_card(owner, board) for board in boards]
    assert cards[0]["key"] == cards[1]["key"]
    await owner.delete(f"/workspaces/{boards[0].workspace_id}")
    assert (await owner.get(f"/cards/{cards[1]['key']}"))["id"] == cards[1]["id"]
