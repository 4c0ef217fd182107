"""GitHub Apps: what they ask of themselves, and what their tokens reach."""

from tests.support.fake_github import app_shapes, refusals, shapes
from tests.support.fake_github.access import role
from tests.support.fake_github.happenings import apps, hooks
from tests.support.fake_github.routes.hooks import delivery_of, tell_again, told
from tests.support.fake_github.routing import Call, Json, Route, page
from tests.support.fake_github.state import Account, Hook, Repository
from tests.support.fake_github.tokens import Installation, Kind
from tests.support.fake_github.versions import NEW, version_of
from tests.support.playing.wire import Answer


def app(call: Call) -> Answer:
    return Answer(200, app_shapes.app(call.world, call.app))


def installations(call: Call) -> Answer:
    found = [each for each in call.world.installations.values() if each.app is call.app]
    return page(call, found, lambda each: app_shapes.installation(call.world, each))


def installation(call: Call) -> Answer:
    return Answer(200, app_shapes.installation(call.world, _own(call)))


def uninstall(call: Call) -> Answer:
    apps.uninstall(call.world, _own(call), _bot(call))
    return Answer(202 if version_of(call.asked) == NEW else 204)


def mint(call: Call) -> Answer:
    found, asked = _own(call), call.body or {}
    token = apps.mint(call.world, found, asked)
    named = apps.narrowed(call.world, found, asked)
    return Answer(201, app_shapes.token(call.world, token, named))


def of_repo(call: Call) -> Answer:
    """Which installation of the App reaches a repository."""
    found = call.world.installation(call.app, call.repo)
    if found is None:
        raise refusals.not_found()
    return Answer(200, app_shapes.installation(call.world, found))


def my_installations(call: Call) -> Answer:
    """Where the App is installed and the person has something to do with it."""
    found = [each for each in call.world.installations.values() if _sees(call, each)]
    return page(
        call, found, lambda each: app_shapes.installation(call.world, each), "installations"
    )


def my_installation_repos(call: Call) -> Answer:
    """What an installation reaches and the person too."""
    found = call.world.installations.get(call.number("installation_id"))
    if found is None or not _sees(call, found):
        raise refusals.not_found()
    reached = [each for each in apps.reachable(call.world, found) if _explicit(call, each)]
    return _repos(call, reached, found)


def installation_repos(call: Call) -> Answer:
    """What the token reaches."""
    token = call.caller.token
    if token is None or token.installation is None:
        raise refusals.not_for_integrations() if token else refusals.needs_user()
    reached = [
        each
        for each in apps.reachable(call.world, token.installation)
        if token.repos is None or each.id in token.repos
    ]
    return _repos(call, reached, token.installation)


def end_token(call: Call) -> Answer:
    token = call.caller.token
    if token is None or token.installation is None:
        raise refusals.not_for_integrations() if token else refusals.needs_user()
    call.world.ended[token.text] = call.world.tokens.pop(token.text)
    return Answer(204)


def hook_config(call: Call) -> Answer:
    return Answer(200, hooks.config(_hook(call)))


def change_hook_config(call: Call) -> Answer:
    hooks.configure(_hook(call), call.body or {})
    return hook_config(call)


def deliveries(call: Call) -> Answer:
    return told(call, _hook(call))


def delivery(call: Call) -> Answer:
    return delivery_of(call, _hook(call))


def attempt(call: Call) -> Answer:
    return tell_again(call, _hook(call))


def _own(call: Call) -> Installation:
    found = call.world.installations.get(call.number("installation_id"))
    if found is None or found.app is not call.app:
        raise refusals.not_found()
    return found


def _hook(call: Call) -> Hook:
    if call.app.hook is None:
        raise refusals.not_found()
    return call.app.hook


def _bot(call: Call) -> Account:
    return Account(call.app.id, f"{call.app.slug}[bot]")


def _sees(call: Call, installation: Installation) -> bool:
    token = call.caller.token
    if token is None or token.kind is not Kind.APP_USER:
        raise refusals.Refused(
            403, "You must authenticate with an access token authorized to a GitHub App"
        )
    if installation.app is not token.app:
        return False
    reached = apps.reachable(call.world, installation)
    return installation.account is call.account or any(_explicit(call, each) for each in reached)


def _explicit(call: Call, repo: Repository) -> bool:
    """Whether the person was given something to do in it: what is public does not count."""
    return repo.owner is call.account or call.account.id in repo.roles


def _repos(call: Call, found: list[Repository], of: Installation) -> Answer:
    def shape(repo: Repository) -> Json:
        return shapes.repository(call.world, repo, role(call.world, call.caller, repo))

    answer = page(call, found, shape, "repositories")
    answer.body["repository_selection"] = app_shapes.selection(of)
    return answer


_OF_APP = "/app/installations/{installation_id}"
_DELIVERY = "/app/hook/deliveries/{delivery_id}"

ROUTES = [
    Route("GET", "/app", app, app=True),
    Route("GET", "/app/installations", installations, app=True),
    Route("GET", _OF_APP, installation, app=True),
    Route("DELETE", _OF_APP, uninstall, app=True),
    Route("POST", f"{_OF_APP}/access_tokens", mint, app=True),
    Route("GET", "/app/hook/config", hook_config, app=True),
    Route("PATCH", "/app/hook/config", change_hook_config, app=True),
    Route("GET", "/app/hook/deliveries", deliveries, app=True),
    Route("GET", _DELIVERY, delivery, app=True),
    Route("POST", f"{_DELIVERY}/attempts", attempt, app=True),
    Route("GET", "/repos/{owner}/{repo}/installation", of_repo, app=True),
    Route("GET", "/user/installations", my_installations, person=True),
    Route(
        "GET",
        "/user/installations/{installation_id}/repositories",
        my_installation_repos,
        person=True,
    ),
    Route("GET", "/installation/repositories", installation_repos),
    Route("DELETE", "/installation/token", end_token),
]
