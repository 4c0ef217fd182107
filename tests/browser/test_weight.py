"""What a browser must load before somebody can work."""

from tests.browser.conftest import SignedIn
from tests.browser.seen import BoardSeen
from tests.support.apps import Person, make_board, make_card

MOST_SCRIPT_BYTES = 200_000
"""Compressed."""


async def test_a_board_opens_with_little_script(look: SignedIn, owner: Person) -> None:
    board = await make_board(owner)
    await make_card(owner, board)
    seen = await BoardSeen(await look(owner), board).open()
    sizes = await seen.page.evaluate("""() => performance.getEntriesByType('resource')
          .filter(({ name }) => name.endsWith('.js'))
          .map(({ name, encodedBodySize }) => [name, encodedBodySize])""")
    assert 50_000 < sum(size for _, size in sizes) < MOST_SCRIPT_BYTES, sizes
