"""The person who asks, and what they reach."""

from tests.support.fake_github import refusals, shapes
from tests.support.fake_github.access import role
from tests.support.fake_github.routing import Call, Json, Route, one_of, page
from tests.support.fake_github.state import Repository, Role
from tests.support.fake_github.tokens import Kind
from tests.support.playing.wire import Answer

_NEWEST_FIRST = {"created": "created_at", "updated": "updated_at", "pushed": "pushed_at"}


def me(call: Call) -> Answer:
    return Answer(200, shapes.public_user(call.world, call.account))


def emails(call: Call) -> Answer:
    token = call.caller.token
    assert token is not None
    if token.kind is Kind.OAUTH and not {"user", "user:email"} & set(token.scopes):
        raise refusals.not_found()
    kept = call.account.emails
    return page(
        call,
        kept,
        lambda each: {
            "email": each.address,
            "primary": each.primary,
            "verified": each.verified,
            "visibility": "private" if each.primary else None,
        },
    )


def my_repos(call: Call) -> Answer:
    """What the person owns, works in, or reaches through an organization."""
    asked = call.query
    if "type" in asked and {"visibility", "affiliation"} & set(asked):
        raise refusals.unprocessable(
            "If you specify visibility or affiliation, you cannot specify type."
        )
    affiliations = asked.get("affiliation", "owner,collaborator,organization_member").split(",")
    visibility = asked.get("visibility", "all")
    found = [
        each
        for each in call.world.repos.values()
        if _is_mine(call, each)
        and _affiliation(call, each) in affiliations
        and visibility in {"all", "private" if each.private else "public"}
        and asked.get("type", "all") in _types(call, each)
    ]
    return page(call, _sorted(call, found), lambda each: _shown(call, each))


def somebody(call: Call) -> Answer:
    found = call.world.account(call.path["username"])
    if found is None:
        raise refusals.not_found()
    return Answer(200, shapes.public_user(call.world, found))


def rate_limit(call: Call) -> Answer:
    core = call.world.limits.bucket(call.caller.bucket).shape
    other = {**core, "remaining": 30, "limit": 30, "used": 0}
    return Answer(200, {"resources": {"core": core, "search": other}, "rate": core})


def _is_mine(call: Call, repo: Repository) -> bool:
    """Whether the person has something to do with it, and the token reaches it."""
    named = repo.owner is call.account or call.account.id in repo.roles
    token = call.caller.token
    if not named or token is None or role(call.world, call.caller, repo) is Role.NONE:
        return False
    # A GitHub App's token lists what the App is installed in.
    return token.kind is Kind.OAUTH or (
        token.app is not None and call.world.installation(token.app, repo) is not None
    )


def _affiliation(call: Call, repo: Repository) -> str:
    if repo.owner is call.account:
        return "owner"
    return "organization_member" if repo.owner.organization else "collaborator"


def _types(call: Call, repo: Repository) -> set[str]:
    """Every `type` under which it is found."""
    role_of = "owner" if repo.owner is call.account else "member"
    return {"all", role_of, "private" if repo.private else "public"}


def _sorted(call: Call, repos: list[Repository]) -> list[Repository]:
    by = one_of(call, "sort", ["full_name", "created", "updated", "pushed"])
    default = "asc" if by == "full_name" else "desc"
    downwards = call.query.get("direction", default) == "desc"
    if by == "full_name":
        return sorted(repos, key=lambda each: each.full_name.lower(), reverse=downwards)
    return sorted(repos, key=lambda each: getattr(each, _NEWEST_FIRST[by]), reverse=downwards)


def _shown(call: Call, repo: Repository) -> Json:
    return shapes.repository(call.world, repo, role(call.world, call.caller, repo))


ROUTES = [
    Route("GET", "/user", me, person=True),
    Route("GET", "/user/emails", emails, person=True),
    Route("GET", "/user/repos", my_repos, person=True),
    Route("GET", "/users/{username}", somebody),
    Route("GET", "/rate_limit", rate_limit, free=True),
]
