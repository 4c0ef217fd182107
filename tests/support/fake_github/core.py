"""GitHub without faults: who asks, how often, for what, and whether it has changed since."""

import hashlib
import inspect
from typing import Any

from starlette.types import Receive, Scope, Send

from tests.support.fake_github import refusals
from tests.support.fake_github.access import Caller, Doorkeeper, check, role
from tests.support.fake_github.refusals import Refused
from tests.support.fake_github.routes import ROUTES
from tests.support.fake_github.routing import NUMBERED, Call, Route, by_name
from tests.support.fake_github.state import Repository, Role
from tests.support.fake_github.versions import in_version, version_of
from tests.support.fake_github.world import World
from tests.support.playing import wire
from tests.support.playing.routing import match
from tests.support.playing.wire import Answer, Asked


class Core:
    """Answers requests from what there is.

    Args:
        world: everything there is.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._door = Doorkeeper(world)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await wire.answer(send, await self.answer(await wire.read(scope, receive)))

    async def answer(self, asked: Asked) -> Answer:
        """What GitHub answers."""
        caller = Caller(host=asked.peer[0] if asked.peer else "")
        free, about = False, {}
        try:
            caller = self._door.caller(asked)
            route, path = _route(asked)
            free, about = route.free, _about(route, caller)
            if not free and self._world.limits.bucket(caller.bucket).remaining == 0:
                raise _exceeded(caller)
            answer = await self._routed(asked, caller, route, path)
        except Refused as refused:
            answer = Answer(refused.status, refused.body, refused.headers)
        if asked.method == "GET" and answer.status == 200:
            answer = _unless_known(asked, answer)
        bucket = self._world.limits.bucket(caller.bucket)
        # "304 responses do not count against your primary rate limit" ("Best practices").
        if answer.status != 304 and not free and bucket.remaining:
            bucket.used += 1
        request = {"X-GitHub-Request-Id": self._world.new_request_id()}
        answer.headers = {**about, **answer.headers, **bucket.headers, **request}
        return answer

    async def _routed(
        self, asked: Asked, caller: Caller, route: Route, path: dict[str, str]
    ) -> Answer:
        if route.app != (caller.app is not None):
            raise refusals.bad_jwt() if route.app else refusals.needs_user()
        if route.person and caller.account is None:
            raise refusals.not_for_integrations() if caller.token else refusals.needs_user()
        call = Call(self._world, asked, caller, path)
        if route.needs or "repo" in path:
            call.found = self._repo(asked, caller, path)
            if route.needs:
                check(self._world, caller, call.found, route.needs)
        if route.needs and route.needs.changes and caller.token is None:
            raise refusals.needs_user()
        call.body = _body(asked)
        answered = route.handler(call)
        answer = await answered if inspect.isawaitable(answered) else answered
        answer.body = in_version(version_of(asked), answer.body)
        return answer

    def _repo(self, asked: Asked, caller: Caller, path: dict[str, str]) -> Repository:
        """The repository in a path, by its number or its name of today."""
        owner, name = path["owner"], path["repo"]
        if owner == NUMBERED:
            found = self._world.repos.get(int(name) if name.isdecimal() else 0)
        else:
            found = self._world.repo(owner, name)
        if found is None:
            moved = self._world.former(owner, name)
            # Nobody learns of what they may not see by its former name.
            if moved is None or not self._sees(caller, moved):
                raise refusals.not_found()
            raise _moved(self._world, asked, moved)
        return found

    def _sees(self, caller: Caller, repo: Repository) -> bool:
        if caller.app:
            return self._world.installation(caller.app, repo) is not None
        return role(self._world, caller, repo) is not Role.NONE


def _route(asked: Asked) -> tuple[Route, dict[str, str]]:
    parts = by_name(asked.path)
    for route in ROUTES:
        if route.method == asked.method and (path := match(route.parts, parts)) is not None:
            return route, path
    raise refusals.not_found()


def _about(route: Route, caller: Caller) -> dict[str, str]:
    """What every answer says of what the token may do, and what it would have to."""
    headers = {"X-GitHub-Media-Type": "github.v3; format=json"}
    if caller.scopes is not None:
        headers["X-OAuth-Scopes"] = ", ".join(caller.scopes)
        headers["X-Accepted-OAuth-Scopes"] = "repo" if route.needs and route.needs.changes else ""
    if route.needs:
        headers["X-Accepted-GitHub-Permissions"] = route.needs.header
    return headers


def _exceeded(caller: Caller) -> Refused:
    whom = f"user ID {caller.account.id}" if caller.account else caller.host
    if caller.installation:
        whom = f"installation ID {caller.installation.id}"
    return Refused(403, refusals.PRIMARY.format(whom=whom))


def _unless_known(asked: Asked, answer: Answer) -> Answer:
    """Nothing but a 304 where the asker has it already; each token has ETags of its own."""
    of = answer.content + asked.headers.get("authorization", "").encode()
    etag = f'W/"{hashlib.sha256(of).hexdigest()}"'
    answer.headers |= {
        "ETag": etag,
        "Cache-Control": "private, max-age=60, s-maxage=60",
        "Vary": "Accept, Authorization, Cookie, X-GitHub-OTP",
    }
    known = [each.strip() for each in asked.headers.get("if-none-match", "").split(",")]
    if etag in known or etag.removeprefix("W/") in known:
        return Answer(304, None, answer.headers)
    return answer


def _body(asked: Asked) -> Any:
    try:
        return asked.json
    except ValueError as error:
        raise Refused(400, "Problems parsing JSON") from error


def _moved(world: World, asked: Asked, repo: Repository) -> Refused:
    """Where a repository is that was renamed or transferred: by its number, which stays.

    What is no GET must not become one: 307, with the same words.
    """
    rest = "/".join(["", *asked.path.split("/")[4:]])
    query = f"?{asked.query}" if asked.query else ""
    url = f"{world.api}/repositories/{repo.id}{rest}{query}"
    status, message = (
        (301, "Moved Permanently") if asked.method == "GET" else (307, "Temporary Redirect")
    )
    return Refused(status, message, headers={"Location": url}, more={"url": url})
