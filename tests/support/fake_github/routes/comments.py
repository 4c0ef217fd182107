"""Comments below pull requests: to GitHub those of the issue that each of them is too."""

from tests.support.fake_github import pull_shapes, refusals
from tests.support.fake_github.access import Needs
from tests.support.fake_github.happenings import comments
from tests.support.fake_github.routing import Call, Route, actor, page
from tests.support.fake_github.state import Comment, Pull, Role
from tests.support.fake_github.world import moment
from tests.support.playing.wire import Answer

_READ = Needs("pull_requests")
_WRITE = Needs("pull_requests", "write", Role.PULL)
_ISSUES = "/repos/{owner}/{repo}/issues"
_BELOW = f"{_ISSUES}/{{issue_number}}/comments"
_COMMENT = f"{_ISSUES}/comments/{{comment_id}}"


def below(call: Call) -> Answer:
    since = call.query.get("since", "")
    said = [
        each for each in comments.below(_pull(call)) if (moment(each.updated_at) or "") >= since
    ]
    return page(call, said, lambda each: pull_shapes.comment(call.world, call.repo, each))


def say(call: Call) -> Answer:
    said = comments.say(call.world, _pull(call), actor(call), call.body["body"])
    return Answer(201, pull_shapes.comment(call.world, call.repo, said))


def get(call: Call) -> Answer:
    return Answer(200, pull_shapes.comment(call.world, call.repo, _comment(call)))


def edit(call: Call) -> Answer:
    comments.edit(call.world, call.repo, _own(call), call.body["body"])
    return get(call)


def delete(call: Call) -> Answer:
    del call.repo.comments[_own(call).id]
    return Answer(204)


def _own(call: Call) -> Comment:
    """A comment that the asker may change: their own, or anybody's for who may push."""
    said, by = _comment(call), actor(call)
    if said.by.login != by.login and call.repo.role_of(call.caller.account) < Role.PUSH:
        raise refusals.must_have("admin rights")
    return said


def _comment(call: Call) -> Comment:
    said = call.repo.comments.get(call.number("comment_id"))
    if said is None:
        raise refusals.not_found()
    return said


def _pull(call: Call) -> Pull:
    pull = call.repo.pulls.get(call.number("issue_number"))
    if pull is None:
        raise refusals.not_found()
    return pull


ROUTES = [
    Route("GET", _BELOW, below, _READ),
    Route("POST", _BELOW, say, _WRITE),
    Route("GET", _COMMENT, get, _READ),
    Route("PATCH", _COMMENT, edit, _WRITE),
    Route("DELETE", _COMMENT, delete, _WRITE),
]
