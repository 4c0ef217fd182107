"""The client in a real browser: until a board is painted, and until a change is on the screens."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Browser

from bench.boards import Board
from bench.figures import Rounds, Row
from bench.plan import Plan
from bench.targets import Target, Trivet, all_running
from tests.browser.seen import BoardSeen, still
from tests.support import apps
from tests.support.browser import chromium, looker, missing
from trivet.app import CLIENT
from trivet.commands.beside import beside_the_server

OPEN = "open a board"
DRAG = "drag a card into another column"
EDIT = "change a title where it stands"
TIMES = 3
"""So many drags and edits in a round."""
MOUNTED = "/app"
"""Under which the client is served."""
BUNDLE = "script and style until the first card"

# When the first card is there, and the frame is drawn.
_FIRST_CARD = """(() => {
  const look = () => {
    if (document.querySelector('[data-card]')) setTimeout(() => { window.firstCard = performance.now(); });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
_LOADED = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .filter(({ responseEnd }) => responseEnd <= window.firstCard)
  .map(({ name, transferSize }) => [name, transferSize])"""
# The moment of the next event of a kind, in milliseconds of the clock that all pages share.
_ACTED = """kind => { window.acted = new Promise(resolve => addEventListener(kind, ({ timeStamp }) => {
  resolve(performance.timeOrigin + timeStamp); }, { capture: true, once: true })); }"""
# The moment after the frame in which a card shows as it should.
_SHOWN = """([card, column, text]) => {
  const seen = () => [...document.querySelectorAll(`[data-column="${column}"] [data-card="${card}"]`)]
    .some(one => one.querySelector('a')?.textContent.includes(text));
  window.shown = new Promise(resolve => {
    const look = () => {
      if (seen()) setTimeout(() => { resolve(performance.timeOrigin + performance.now()); });
      else requestAnimationFrame(look);
    };
    look();
  });
}"""


def measure_client(plan: Plan) -> list[Row]:
    """Opening boards, dragging cards and changing titles, on each mode."""
    if lacking := missing():
        plan.results.troubles.append(f"No figures of the client: {lacking}")
        return []
    rounds = Rounds("client")
    with all_running(plan.modes, plan.services) as targets:
        plan.run(_client(plan, targets, rounds))
    return rounds.rows()


async def _client(plan: Plan, targets: Sequence[Target], rounds: Rounds) -> None:
    async with chromium() as browser:
        for size in plan.sizes:
            for target in targets:
                plan.say(f"client: {target.name}, {size:,} cards")
                assert isinstance(target, Trivet)
                board = await target.board(size)
                for _ in range(plan.rounds):
                    await _Screens(browser, target, board, rounds).play()


@dataclass(frozen=True, slots=True)
class _Screens:
    """Two people in front of one board, for one round."""

    browser: Browser
    target: Trivet
    board: Board
    rounds: Rounds

    def add(self, operation: str, measure: str, unit: str, value: float) -> None:
        name, size = self.target.name, self.board.size
        self.rounds.add(name, operation, measure, unit, value, of="cards", at=size)

    async def play(self) -> None:
        """One round."""
        async with AsyncExitStack() as stack:
            address = f"http://127.0.0.1:{self.target.port}"
            mine, theirs = [
                BoardSeen(
                    await stack.enter_async_context(looker(self.browser, address)),
                    apps.Board(self.board.id, "", self.board.columns, ""),
                )
                for _ in range(2)
            ]
            for each in (mine, theirs):
                await self._sign_in(each)
            await mine.page.add_init_script(_FIRST_CARD)
            loaded = await self._opens(mine, "nothing is cached")
            await self._opens(mine, "opened before")
            self._weigh(loaded)
            await theirs.open()
            for number in range(TIMES):
                await self._drag(mine, theirs, number)
                await self._edit(mine, theirs, number)

    async def _sign_in(self, seen: BoardSeen) -> None:
        """Without a page, which would be cached."""
        async with beside_the_server(self.target.settings) as runtime:
            link = await runtime.sign_in_link()
        given = {"token": link.partition("#")[2]}
        answer = await seen.looker.context.request.post("/auth/local", data=given)
        while (
            answer.status == HTTPStatus.TOO_MANY_REQUESTS
        ):  # signing in is limited whatever is set
            await asyncio.sleep(int(answer.headers["retry-after"]))
            answer = await seen.looker.context.request.post("/auth/local", data=given)
        assert answer.ok, await answer.text()

    async def _opens(self, seen: BoardSeen, before: str) -> dict[str, int]:
        """Open it; the bytes that came until the first card was painted, by path."""
        await seen.open()
        await seen.page.wait_for_function("() => window.firstCard")
        painted = await seen.page.evaluate("() => window.firstCard")
        self.add(OPEN, f"first card painted, {before}", "ms", painted)
        loaded = await seen.page.evaluate(_LOADED)
        return {urlsplit(name).path: size for name, size in loaded}

    def _weigh(self, loaded: Mapping[str, int]) -> None:
        self.add(OPEN, "transferred until then", "kB", sum(loaded.values()) / 1000)
        self.add(OPEN, "of which the board", "kB", loaded[self.board.path] / 1000)
        raw, served = bundle_size(loaded)
        self.rounds.add(self.target.name, BUNDLE, "raw", "kB", raw / 1000)
        self.rounds.add(self.target.name, BUNDLE, "brotli", "kB", served / 1000)

    async def _drag(self, mine: BoardSeen, theirs: BoardSeen, number: int) -> None:
        """The first card of a column into its neighbour, and the next time the other way."""
        begin, end = number % 2, (number + 1) % 2
        card = (await mine.order())[self.board.columns[begin]][0]
        await _watch(mine, theirs, "pointerup", [card, self.board.columns[end], ""])
        await mine.drag(card, mine.column(end))
        await self._seen(mine, theirs, DRAG)

    async def _edit(self, mine: BoardSeen, theirs: BoardSeen, number: int) -> None:
        column = self.board.columns[2]
        card, title = (await mine.order())[column][0], f"Told {number} by hand"
        await still(mine.page)
        await mine.card(card).focus()
        await mine.page.keyboard.press("F2")
        await mine.page.locator(f'[data-card="{card}"] textarea').fill(title)
        await _watch(mine, theirs, "keydown", [card, column, title])
        await mine.page.keyboard.press("Enter")
        await self._seen(mine, theirs, EDIT)

    async def _seen(self, mine: BoardSeen, theirs: BoardSeen, operation: str) -> None:
        acted = await mine.page.evaluate("() => window.acted")
        for whose, seen in (("one's own", mine), ("another's", theirs)):
            shown = await seen.page.evaluate("() => window.shown")
            self.add(operation, f"on {whose} screen", "ms", shown - acted)
        await mine.settled()


async def _watch(mine: BoardSeen, theirs: BoardSeen, kind: str, wanted: list[str]) -> None:
    """Note when I act, and when either of us sees what comes of it."""
    for seen in (mine, theirs):
        await seen.page.evaluate(_SHOWN, wanted)
    await mine.page.evaluate(_ACTED, kind)


def bundle_size(paths: Iterable[str], client: Path = CLIENT) -> tuple[int, int]:
    """Bytes of the scripts and styles among these paths, as built and as they are served.

    Args:
        paths: of what a page loaded.
        client: the folder of the built client.
    """
    names = [path.removeprefix(f"{MOUNTED}/") for path in paths if path.endswith((".js", ".css"))]
    files = [client / name for name in names]
    packed = [file.with_name(f"{file.name}.br") for file in files]
    served = [
        brotli if brotli.is_file() else file for file, brotli in zip(files, packed, strict=True)
    ]
    return sum(file.stat().st_size for file in files), sum(file.stat().st_size for file in served)
