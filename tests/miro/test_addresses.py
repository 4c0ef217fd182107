"""Addresses at Miro name what is meant, or are not made."""

from collections.abc import Callable

import pytest

from trivet.miro import addresses

BOARD = "uXjVExample="
NO_DECIMALS = ["", " ", "\t", ".", "..", "1/2", "1?", "1\n", "٣", "x", "-1", "1" * 21]


def test_ids_of_boards_are_encoded() -> None:
    assert addresses.board(BOARD) == "/v2/boards/uXjVExample%3D"
    assert addresses.board("a/../b") == "/v2/boards/a%2F..%2Fb"


@pytest.mark.parametrize("board_id", ["", ".", ".."])
def test_a_board_is_not_what_is_above_it(board_id: str) -> None:
    for address in (addresses.board, addresses.items, addresses.tags):
        with pytest.raises(ValueError, match="a board is named"):
            address(board_id)


@pytest.mark.parametrize("id_", NO_DECIMALS)
@pytest.mark.parametrize(
    "address",
    [
        lambda id_: addresses.item(BOARD, id_),
        lambda id_: addresses.of_kind(BOARD, "shape", id_),
        lambda id_: addresses.tags(BOARD, id_),
        lambda id_: addresses.tag_of_item(BOARD, "1", id_),
        lambda id_: addresses.tag_of_item(BOARD, id_, "1"),
    ],
    ids=["item", "of_kind", "tag", "tag_of_item-tag", "tag_of_item-item"],
)
def test_items_and_tags_are_named_by_decimals(address: Callable[[str], str], id_: str) -> None:
    with pytest.raises(ValueError, match="by a decimal"):
        address(id_)


def test_a_tag_of_an_item_is_named_with_both() -> None:
    path = addresses.tag_of_item(BOARD, "3458764500000000001", "2")
    assert path == "/v2/boards/uXjVExample%3D/items/3458764500000000001?tag_id=2"
