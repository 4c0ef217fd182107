"""One repository."""

from tests.support.fake_github import shapes
from tests.support.fake_github.access import Needs, role
from tests.support.fake_github.routing import Call, Route
from tests.support.playing.wire import Answer


def get(call: Call) -> Answer:
    has = role(call.world, call.caller, call.repo) if call.caller.token else None
    return Answer(200, shapes.full_repository(call.world, call.repo, has))


ROUTES = [Route("GET", "/repos/{owner}/{repo}", get, Needs("metadata"))]
