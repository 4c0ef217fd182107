"""A thousand operations on three whiteboards, by two people, at a Miro that loses answers; and twenty kills."""

import asyncio
import random
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from pydantic import SecretStr

from tests.chaos.installation import Installation
from tests.crash.haste import HASTE
from tests.crash.process import server
from tests.realtime.followers import eventually
from tests.support.apps import Json, Person
from tests.support.databases import Place
from tests.support.fake_miro import App, Board, Item, MiroServer, User, faults
from tests.support.fake_miro.limits import Bucket
from tests.support.fake_miro.state import Role, Tag
from tests.support.redis import OwnRedis
from trivet.platform.clock import now, rfc3339
from trivet.platform.db.database import Dialect
from trivet.platform.settings import Settings

KILLS = 20
SEED = 20
JOBS = 20
OPERATIONS = 50
MINE = 20
"""Items on each board that one person, and nobody else, changes."""
VICTIMS = 4
"""Items on each board that a person changes, and that go meanwhile, or do not."""
TOKENS_LAST_S = 20.0
LIMIT_S = 2
"""How long Miro takes nothing of somebody who has no credits left."""
LOST = {"miro_sign_in_needed", "miro_account_missing"}
PATIENCE_S = 240.0
FAULTS = (
    faults.lost,
    faults.cut,
    lambda: faults.error(500),
    lambda: faults.slow(0.3),
    lambda: faults.late(0.3),
)

pytestmark = pytest.mark.chaos


@dataclass
class Whiteboard:
    """A board, and what is to be on it in the end.

    Args:
        board: it.
        made: for each text that is to be made: in which job, and where there.
        says: what items are to say, by id.
        gone: items that are to go.
        tagged: items that are to have the tag.
        tag: the tag.
    """

    board: Board
    tag: Tag
    made: dict[str, tuple[str, int]] = field(default_factory=dict)
    says: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    tagged: set[str] = field(default_factory=set)


@dataclass
class Work:
    """What people queue.

    Args:
        miro: where.
        app: ours, there.
        chance: chooses.
    """

    miro: MiroServer
    app: App
    chance: random.Random
    boards: list[Whiteboard] = field(default_factory=list)
    users: dict[str, User] = field(default_factory=dict)
    owned: dict[tuple[str, str], list[Item]] = field(default_factory=dict)
    victims: dict[tuple[str, str], list[Item]] = field(default_factory=dict)
    jobs: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    reconnected: int = 0

    async def begin(self, owner: Person) -> None:
        """Two people with an account each, and three boards, one of which both write to."""
        team = self.miro.team("Acme")
        ada, bob = self.miro.user("Ada"), self.miro.user("Bob")
        self.tokens["Ada"] = owner.token
        session = await owner.http.post(
            "/auth/miro/session", json={"id_token": self.miro.id_token(bob, self.app, team)}
        )
        assert session.status_code == 200, session.text
        self.tokens["Bob"] = session.json()["access_token"]
        self.users = {"Ada": ada, "Bob": bob}
        for name in self.users:
            await self.connect(owner.http, name, TOKENS_LAST_S)
        for number in range(3):
            board = self.miro.board(f"Board {number}", ada, team=team)
            self.miro.share(board, bob, Role.EDITOR)
            self.boards.append(Whiteboard(board, self.miro.tag(board, "Tag")))
            for name, user in self.users.items():
                cards = [self._card(board, user, n) for n in range(MINE + VICTIMS)]
                self.owned[name, board.id] = cards[:MINE]
                self.victims[name, board.id] = cards[MINE:]

    async def connect(self, http: httpx2.AsyncClient, name: str, lasts_s: float = 3600) -> None:
        """Somebody connects Miro."""
        user, team = self.users[name], self.miro.team("Acme")
        token = self.miro.token(user, self.app, team, lasts_s)
        brought = {
            "id": user.id,
            "access_token": token.text,
            "refresh_token": token.refresh,
            "expires_at": rfc3339(now() + timedelta(seconds=lasts_s)),
        }
        await self._ask(http, name, "POST", "/api/users", brought)

    def _card(self, board: Board, user: User, number: int) -> Item:
        return self.miro.card(board, f"of {user.name} {number}", by=user)

    async def queue(self, http: httpx2.AsyncClient) -> None:
        """Queue all of it."""
        for number in range(JOBS):
            name = ("Ada", "Bob")[number % 2]
            # Ada writes to the first two, Bob to the last two.
            place = self.boards[self.chance.choice((0, 1) if name == "Ada" else (1, 2))]
            wanted = [self._operation(name, place, f"{number}.{n}") for n in range(OPERATIONS)]
            body = {"boardId": place.board.id, "operations": wanted}
            answer = await self._ask(http, name, "POST", "/api/batch", body)
            job_id = answer["job_id"]
            self.jobs[job_id] = name
            for index, operation in enumerate(wanted):
                if operation["type"].startswith("create"):
                    place.made[_text_of(operation)] = (job_id, index)

    def _operation(self, name: str, place: Whiteboard, text: str) -> Json:
        left = [each for each in self.owned[name, place.board.id] if each.id not in place.gone]
        what = self.chance.choice(
            ["shape", "card", "sticky_note", "tag", "say", "say", "tags", "go", "victim"]
        )
        if what == "victim":
            item = self.chance.choice(self.victims[name, place.board.id])
            return {"type": "update_card", "item_id": item.id, "data": {"data": {"title": text}}}
        if what == "go" and len(left) > MINE // 2:
            item = self.chance.choice(left)
            place.gone.add(item.id)
            return {"type": "delete_card", "item_id": item.id}
        if what == "say":
            item = self.chance.choice(left)
            place.says[item.id] = text
            return {"type": "update_card", "item_id": item.id, "data": {"data": {"title": text}}}
        if what == "tags":
            item = self.chance.choice(left)
            place.tagged.add(item.id)
            return {"type": "attach_tag", "item_id": item.id, "data": {"tag_id": place.tag.id}}
        if what == "tag":
            return {"type": "create_tag", "data": {"title": text}}
        kind = what if what in {"shape", "sticky_note"} else "card"
        said = {"title": text} if kind == "card" else {"content": text}
        return {"type": f"create_{kind}", "data": {"data": said}}

    async def have_ended(self, http: httpx2.AsyncClient) -> bool:
        """Whether all is done; who was interrupted while their token was renewed connects again."""
        jobs = {job_id: await self.job(http, job_id) for job_id in self.jobs}
        again = [
            job_id
            for job_id, job in jobs.items()
            if job["finished_at"] and any(each["code"] in LOST for each in job["operations"])
        ]
        for name in {self.jobs[job_id] for job_id in again}:
            await self.connect(http, name)
            self.reconnected += 1
        for job_id in again:
            await self._ask(http, self.jobs[job_id], "POST", f"/api/jobs/{job_id}/retry")
        return not again and all(job["finished_at"] for job in jobs.values())

    async def job(self, http: httpx2.AsyncClient, job_id: str) -> Json:
        return await self._ask(http, self.jobs[job_id], "GET", f"/api/jobs/{job_id}")

    async def _ask(
        self, http: httpx2.AsyncClient, name: str, method: str, path: str, body: Any = None
    ) -> Json:
        headers = {"Authorization": f"Bearer {self.tokens[name]}"}
        answer = await http.request(method, path, json=body, headers=headers)
        assert answer.status_code < 300, answer.text
        found: Json = answer.json()
        return found

    async def judge(self, http: httpx2.AsyncClient) -> Counter[str]:
        """Whether all is as it was queued; how the operations ended."""
        ended = Counter[str]()
        states: dict[tuple[str, int], Json] = {}
        for job_id in self.jobs:
            for each in (await self.job(http, job_id))["operations"]:
                ended[each["state"]] += 1
                states[job_id, each["index"]] = each
        victims = {item.id for items in self.victims.values() for item in items}
        for each in states.values():
            if each["state"] == "failed":
                # Somebody deleted it in Miro.
                assert (each["item_id"] in victims, each["code"]) == (True, "miro_item_not_found")
        assert ended.keys() <= {"done", "indeterminate", "failed"}, ended
        for place in self.boards:
            self._judge(place, states)
        return ended

    def _judge(self, place: Whiteboard, states: Mapping[tuple[str, int], Json]) -> None:
        there = Counter(
            [_said_by(item) for item in place.board.items.values()]
            + [tag.title for tag in place.board.tags.values()]
        )
        for text, at in place.made.items():
            operation = states[at]
            most = there[text]
            assert most <= 1, f"{text} was made {most} times"
            if operation["state"] == "done":
                assert most == 1, f"{text} is said to be there, and is not"
                id_ = operation["item_id"]
                made = place.board.items.get(id_)
                assert (_said_by(made) if made else place.board.tags[id_].title) == text
        for item_id, text in place.says.items():
            if item_id not in place.gone:
                assert _said_by(place.board.items[item_id]) == text
        assert not place.gone & place.board.items.keys()
        for item_id in place.tagged - place.gone:
            assert place.tag in place.board.items[item_id].tags


def _text_of(operation: Json) -> str:
    data = operation["data"]
    if operation["type"] == "create_tag":
        return str(data["title"])
    return str(data["data"].get("title") or data["data"]["content"])


def _said_by(item: Item) -> str:
    return str(item.data.get("title") or item.data.get("content"))


@dataclass
class UsedUp(Bucket):
    """What is left to somebody whose credits another program used up.

    Args:
        refused: how often they were refused because of that.
    """

    refused: int = 0

    @property
    def headers(self) -> dict[str, str]:
        self.refused += 1
        return super().headers


@dataclass
class Trouble:
    """What goes wrong at Miro, again and again.

    Args:
        work: what is done there.
        chance: chooses.
        limits: what was used up.
    """

    work: Work
    chance: random.Random
    limits: list[UsedUp] = field(default_factory=list)

    @property
    def miro(self) -> MiroServer:
        return self.work.miro

    async def cause(self) -> None:
        while True:
            method = self.chance.choice(["POST", "PATCH", "DELETE", "GET"])
            self.miro.fault(method, "*/v2/boards/*/*", self.chance.choice(FAULTS)())
            if self.chance.random() < 0.15:
                self._use_up()
            if self.chance.random() < 0.15:
                self._delete()
            await self.requests(self.chance.randint(3, 12))

    def _use_up(self) -> None:
        """Another program uses up somebody's credits of this minute."""
        user = self.chance.choice(list(self.work.users.values()))
        limits = self.miro.world.limits
        spent = UsedUp(int(now().timestamp()) + LIMIT_S, limits.credits, limits.credits)
        limits._buckets[user.id, self.work.app.client_id] = spent
        self.limits.append(spent)

    def _delete(self) -> None:
        """Somebody deletes an item in Miro."""
        boards = {place.board.id: place.board for place in self.work.boards}
        left = [
            (boards[board_id], item)
            for (_, board_id), items in self.work.victims.items()
            for item in items
            if item.id in boards[board_id].items
        ]
        if left:
            self.miro.delete(*self.chance.choice(left))

    def judge(self, processes: int) -> str:
        """After a refusal nobody asks again before there are credits; but each process may be asking then."""
        refused = [each.refused for each in self.limits]
        # A 429 has no context, though its description wants one ("Errors", Miro).
        violations = self.miro.violations
        violations[:] = [each for each in violations if "context: null" not in each.wrong]
        assert max(refused, default=0) <= processes, refused
        return f"{sum(refused)} refused in {len(refused)} times without credits"

    async def requests(self, count: int) -> None:
        """Wait for so many further requests; or a while, should there be none."""
        wanted = len(self.miro.requests) + count
        try:
            await eventually(lambda: len(self.miro.requests) >= wanted, patience_s=10.0)
        except TimeoutError:
            return

    @asynccontextmanager
    async def caused(self) -> AsyncIterator[None]:
        causing = asyncio.create_task(self.cause())
        try:
            yield
        finally:
            causing.cancel()
            await asyncio.wait([causing])
            self.miro.faults.lift_all()


def with_miro(settings: Settings, miro: MiroServer, app: App) -> Settings:
    changes = {
        "miro_url": miro.address,
        "miro_api_url": miro.address,
        "miro_client_id": app.client_id,
        "miro_client_secret": SecretStr(app.client_secret),
        "rate_limits": False,
    }
    return settings.model_copy(update=changes)


@pytest.fixture
def work(fake_miro: MiroServer, monkeypatch: pytest.MonkeyPatch) -> Work:
    monkeypatch.setenv(HASTE, "1")
    fake_miro.world.limits.credits = 10_000_000
    app = fake_miro.app("http://127.0.0.1:9/oauth/callback")
    return Work(fake_miro, app, random.Random(SEED))


async def killed(work: Work, kill: Callable[[], Awaitable[None]], trouble: Trouble) -> None:
    """Twenty times, each somewhere within the requests that follow."""
    for _ in range(KILLS):
        await trouble.requests(work.chance.randint(2, 40))
        await kill()


def tell(name: str, ended: Counter[str], work: Work, limits: str) -> None:
    said = ", ".join(f"{count} {state}" for state, count in sorted(ended.items()))
    sys.stdout.write(
        f"\n{name}: {KILLS} kills, {len(work.miro.requests)} requests, {limits}; {said}; "
        f"connected again {work.reconnected} times\n"
    )


async def test_in_one_process_none_is_lost_and_none_doubled(place: Place, work: Work) -> None:
    settings = with_miro(place.settings(), work.miro, work.app)
    trouble = Trouble(work, random.Random(SEED))
    async with server(settings) as first:
        await work.begin(first.owner)
        await work.queue(first.owner.http)
        first.process.kill()
        await first.process.wait()
    async with trouble.caused():
        for _ in range(KILLS - 1):
            async with server(settings) as life:
                await trouble.requests(work.chance.randint(2, 40))
                life.process.kill()
                await life.process.wait()
    async with server(settings) as last:
        await eventually(lambda: work.have_ended(last.owner.http), patience_s=PATIENCE_S)
        ended = await work.judge(last.owner.http)
        tell(place.dialect, ended, work, trouble.judge(processes=2))
        assert await last.stop() == 0


@pytest.mark.parametrize("dialect", [Dialect.POSTGRESQL])
async def test_in_several_processes_none_is_lost_and_none_doubled(
    place: Place, work: Work, redis_server: OwnRedis, redis_url: str
) -> None:
    changes = {"redis_url": SecretStr(redis_url), "worker_concurrency": 0}
    settings = with_miro(place.settings().model_copy(update=changes), work.miro, work.app)
    trouble = Trouble(work, random.Random(SEED))
    async with Installation(settings).running(web=1, workers=2) as there:
        owner = there.web[0].owner
        await work.begin(owner)
        await work.queue(owner.http)
        async with trouble.caused():
            await killed(work, there.kill_worker, trouble)
        await eventually(lambda: work.have_ended(owner.http), patience_s=PATIENCE_S)
        tell("scaled", await work.judge(owner.http), work, trouble.judge(processes=3))
