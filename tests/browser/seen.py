"""What somebody sees of a board, and does to it by hand."""

import json
from collections.abc import Mapping, Sequence

from playwright.async_api import Frame, Locator, Page

from tests.support.apps import Board, Person
from tests.support.browser import PATIENCE_MS, Looker

Order = Mapping[str, Sequence[str]]
"""Card ids by column id, from top to bottom."""

_ORDER = """() => Object.fromEntries([...document.querySelectorAll('[data-column]')].map(column => [
  column.dataset.column,
  [...column.querySelectorAll('[data-card]')]
    .map(card => [card.getBoundingClientRect().top, card.dataset.card])
    .sort((a, b) => a[0] - b[0])
    .map(([, id]) => id),
]))"""


class BoardSeen:
    """A board on somebody's screen, small enough that no card is out of sight.

    Args:
        looker: who looks.
        board: the board.
    """

    def __init__(self, looker: Looker, board: Board) -> None:
        self.looker = looker
        self.page: Page = looker.page
        self.board = board

    async def open(self) -> "BoardSeen":
        """Go there, and wait until changes would be seen."""
        await self.page.goto(f"/app/b/{self.board.id}")
        await self.live()
        return self

    async def live(self) -> None:
        """Wait until the page says that it is up to date by itself."""
        await self.page.get_by_role("img", name="Live", exact=True).wait_for()

    async def settled(self) -> None:
        """Wait until the server has done everything that shows here already."""
        await self.page.wait_for_function(
            "() => document.querySelector('[data-column]') && !document.querySelector('[data-pending]')"
        )

    def card(self, card_id: str) -> Locator:
        return self.page.locator(f'[data-card="{card_id}"] a')

    def column(self, index: int) -> Locator:
        return self.page.locator(f'[data-column="{self.board.columns[index]}"]')

    async def order(self) -> Order:
        order: Order = await self.page.evaluate(_ORDER)
        return order

    async def shows(self, wanted: Order) -> None:
        """Wait until the columns show just these cards, in this order."""
        await self.page.wait_for_function(
            f"wanted => {{ const seen = ({_ORDER})();"
            " return Object.entries(wanted).every("
            "([column, cards]) => JSON.stringify(seen[column]) === JSON.stringify(cards)); }",
            arg=json.loads(json.dumps(wanted)),
            timeout=PATIENCE_MS,
        )

    async def drag(self, card_id: str, to: Locator) -> None:
        """Drag a card by mouse onto the middle of something."""
        mouse = self.page.mouse
        await still(self.page)
        start, end = await _middle(self.card(card_id)), await _middle(to)
        await mouse.move(*start)
        await mouse.down()
        await mouse.move(start[0] + 8, start[1] + 8)
        await mouse.move(*end, steps=8)
        await mouse.up()


async def still(page: Page | Frame) -> None:
    """Wait until nothing glides any more."""
    await page.wait_for_function(
        "() => document.getAnimations().every(one => one.playState !== 'running')"
    )


async def _middle(of: Locator) -> tuple[float, float]:
    # One step for the page: on a busy board the element may be another one a moment later.
    x, y = await of.evaluate("""element => {
          element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
          const { x, y, width, height } = element.getBoundingClientRect();
          return [x + width / 2, y + height / 2];
        }""")
    return x, y


async def order_of(person: Person, board: Board) -> Order:
    """The order that the server tells."""
    shown = await person.get(f"/boards/{board.id}")
    order: dict[str, list[str]] = {column["id"]: [] for column in shown["columns"]}
    for card in shown["cards"]:
        order[card["column_id"]].append(card["id"])
    return order
