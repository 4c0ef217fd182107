"""A repository's hooks, and what they were told."""

from tests.support.fake_github import refusals
from tests.support.fake_github.access import Needs
from tests.support.fake_github.deliveries import Delivery, Told
from tests.support.fake_github.happenings import hooks
from tests.support.fake_github.routing import LONGEST_PAGE, PAGE, Call, Json, Route, actor, page
from tests.support.fake_github.state import Hook, Role
from tests.support.fake_github.world import moment
from tests.support.playing.wire import Answer

# Whoever does not administer a repository does not know of its hooks.
_READ = Needs("repository_hooks", "read", Role.ADMIN)
_WRITE = Needs("repository_hooks", "write", Role.ADMIN)
# What was answered by nobody is neither ("List deliveries for a repository webhook").
_RANGES = {"success": range(200, 400), "failure": range(400, 600)}
_HOOKS = "/repos/{owner}/{repo}/hooks"
_HOOK = f"{_HOOKS}/{{hook_id}}"


def hook_list(call: Call) -> Answer:
    kept = list(call.repo.hooks.values())
    return page(call, kept, lambda each: hooks.shape(call.world, each))


def create(call: Call) -> Answer:
    made = hooks.create(call.world, call.repo, call.body or {}, actor(call))
    shown = hooks.shape(call.world, made)
    return Answer(201, shown, {"Location": str(shown["url"])})


def get(call: Call) -> Answer:
    return Answer(200, hooks.shape(call.world, _hook(call)))


def change(call: Call) -> Answer:
    hooks.change(call.world, _hook(call), call.body)
    return get(call)


def delete(call: Call) -> Answer:
    call.repo.hooks.pop(_hook(call).id)
    return Answer(204)


def ping(call: Call) -> Answer:
    hooks.ping(call.world, _hook(call), actor(call))
    return Answer(204)


def deliveries(call: Call) -> Answer:
    return told(call, _hook(call))


def delivery(call: Call) -> Answer:
    return delivery_of(call, _hook(call))


def attempt(call: Call) -> Answer:
    return tell_again(call, _hook(call))


def told(call: Call, hook: Hook) -> Answer:
    """What a hook was told, newest first, a page at a time by cursor."""
    wanted = call.query.get("status")
    all_of = [
        each
        for each in call.world.outbox.attempts_of(hook)
        if wanted is None or each.status_code in _RANGES.get(wanted, ())
    ]
    if cursor := call.query.get("cursor"):
        if not cursor.isdecimal():
            raise refusals.Refused(400, "Invalid cursor")
        all_of = [each for each in all_of if each.id <= int(cursor)]
    text = call.query.get("per_page", "")
    size = min(max(int(text), 1) if text.isdecimal() else PAGE, LONGEST_PAGE)
    headers = {}
    if len(all_of) > size:
        query = "".join(f"{k}={v}&" for k, v in call.query.items() if k != "cursor")
        url = f"{call.world.api}{call.asked.path}?{query}cursor={all_of[size].id}"
        headers["Link"] = f'<{url}>; rel="next"'
    return Answer(200, [short(each) for each in all_of[:size]], headers)


def tell_again(call: Call, hook: Hook) -> Answer:
    """Have a hook told once more what it was told, under the same name."""
    old = _told(call, hook).told
    again = Told(
        hook, old.event, old.payload, old.guid, old.installation_id, old.repository_id, True
    )
    call.world.outbox.put(again)
    return Answer(202, {})


def short(each: Delivery) -> Json:
    """A delivery in a list."""
    return {
        "id": each.id,
        "guid": each.told.guid,
        "delivered_at": moment(each.at),
        "redelivery": each.told.redelivery,
        "duration": each.duration,
        "status": each.status,
        "status_code": each.status_code,
        "event": each.told.event,
        "action": each.told.payload.get("action"),
        "installation_id": each.told.installation_id,
        "repository_id": each.told.repository_id,
        "throttled_at": None,
    }


def full(each: Delivery) -> Json:
    """A delivery with all that was said."""
    return {
        **short(each),
        "url": each.told.hook.url,
        "request": {"headers": dict(each.sent), "payload": each.told.payload},
        "response": {
            "headers": dict(each.answered or {}),
            "payload": each.answer,
        },
    }


def delivery_of(call: Call, hook: Hook) -> Answer:
    """One delivery of a hook, with all that was said."""
    return Answer(200, full(_told(call, hook)))


def _hook(call: Call) -> Hook:
    hook = call.repo.hooks.get(call.number("hook_id"))
    if hook is None:
        raise refusals.not_found()
    return hook


def _told(call: Call, hook: Hook) -> Delivery:
    wanted = call.number("delivery_id")
    found = next((each for each in call.world.outbox.attempts_of(hook) if each.id == wanted), None)
    if found is None:
        raise refusals.not_found()
    return found


ROUTES = [
    Route("GET", _HOOKS, hook_list, _READ),
    Route("POST", _HOOKS, create, _WRITE),
    Route("GET", _HOOK, get, _READ),
    Route("PATCH", _HOOK, change, _WRITE),
    Route("DELETE", _HOOK, delete, _WRITE),
    Route("POST", f"{_HOOK}/pings", ping, _READ),
    Route("GET", f"{_HOOK}/deliveries", deliveries, _READ),
    Route("GET", f"{_HOOK}/deliveries/{{delivery_id}}", delivery, _READ),
    Route("POST", f"{_HOOK}/deliveries/{{delivery_id}}/attempts", attempt, _WRITE),
]
