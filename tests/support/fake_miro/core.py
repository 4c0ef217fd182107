"""Miro without faults: who asks, whether they have credits left, for what, and whether they may."""

from collections.abc import Callable
from typing import Any

from starlette.types import Receive, Scope, Send

from tests.support.fake_miro import refusals
from tests.support.fake_miro.contract import refused
from tests.support.fake_miro.limits import COST, Bucket
from tests.support.fake_miro.refusals import Field, Refused
from tests.support.fake_miro.routes import ROUTES
from tests.support.fake_miro.routing import WRITE, Call, Route
from tests.support.fake_miro.state import Board, Role
from tests.support.fake_miro.tokens import Token
from tests.support.fake_miro.world import World
from tests.support.playing import wire
from tests.support.playing.openapi import FORM
from tests.support.playing.routing import match
from tests.support.playing.wire import Answer, Asked


class Core:
    """Answers requests from what there is.

    Args:
        world: everything there is.
        wrong: tells what is wrong with the fields of a request.
        described: tells whether Miro does what is asked, also if that is not played.
    """

    def __init__(
        self,
        world: World,
        wrong: Callable[[Asked], list[Field]],
        described: Callable[[Asked], bool],
    ) -> None:
        self._world = world
        self._wrong = wrong
        self._described = described

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await wire.answer(send, self.answer(await wire.read(scope, receive)))

    def answer(self, asked: Asked) -> Answer:
        """What Miro answers."""
        bucket: Bucket | None = None
        try:
            route, path = self._route(asked)
            call = Call(self._world, asked, path, body=_body(asked))
            if not route.open:
                call.token = self._token(asked)
                bucket = self._world.limits.bucket(call.token.bucket)
                _pay(bucket, _cost(route, call.body))
                call.found = self._may(route, call)
            refused(self._wrong(asked))
            answer = route.handler(call)
        except Refused as error:
            answer = Answer(error.status, error.body, error.headers)
        if bucket:
            answer.headers = {**bucket.headers, **answer.headers}
        return answer

    def _route(self, asked: Asked) -> tuple[Route, dict[str, str]]:
        """Where a request leads.

        Raises:
            Refused: nowhere, or nowhere by this method.
        """
        parts = asked.path.split("/")
        found = [(each, match(each.parts, parts)) for each in ROUTES]
        there = [(route, path) for route, path in found if path is not None]
        for route, path in there:
            asks = route.query is None or route.query in asked.params
            if route.method == asked.method and asks:
                return route, path
        if self._described(asked):
            raise refusals.not_played(f"{asked.method} {asked.path}")
        raise refusals.not_allowed() if there else refusals.not_found()

    def _token(self, asked: Asked) -> Token:
        if asked.token is None:
            raise refusals.no_token()
        token = self._world.token(asked.token)
        if token is None:
            raise refusals.dead_token()
        return token

    def _may(self, route: Route, call: Call) -> Board | None:
        """The board that it is about, if the app and the person may do that with it.

        Raises:
            Refused: they may not, or there is no such board.
        """
        if route.scope is not None and route.scope not in call.by.scopes:
            raise refusals.forbidden()
        if "board_id" not in call.path:
            return None
        board = self._world.boards.get(call.path["board_id"])
        if board is None:
            raise refusals.not_found()
        role = board.role_of(call.user) if board.team is call.by.team else Role.NONE
        if role is Role.NONE:
            raise refusals.forbidden() if board.refuses_with == 403 else refusals.not_found()
        if route.scope == WRITE and role < Role.EDITOR:
            raise refusals.forbidden()
        return board


def _cost(route: Route, body: Any) -> int:
    many = len(body) if route.each and isinstance(body, list) else 1
    return COST[route.level] * many


def _pay(bucket: Bucket, cost: int) -> None:
    """Take credits.

    Raises:
        Refused: there are not enough left; none are taken.
    """
    if bucket.remaining < cost:
        raise refusals.limited()
    bucket.used += cost


def _body(asked: Asked) -> Any:
    form = asked.headers.get("content-type", "").partition(";")[0] == FORM
    try:
        return asked.form if form else asked.json
    except ValueError as error:
        raise refusals.invalid(Field("body", "is no JSON")) from error
