"""What a delivery is about, in the few words that stand in a list. Pure functions.

Nothing here raises: a delivery that cannot be worked on is listed too.
"""

from typing import Any

from trivet.github.payloads import Payload
from trivet.platform.tasks.failures import storable

Subject = dict[str, Any]
"""`action`, `pull_request` (a number), `branch`, `tag`, `commit`: those of them that are told."""

_HEADS, _TAGS = "refs/heads/", "refs/tags/"
_LONGEST = 255


def subject_of(event: str, payload: Payload) -> Subject:
    """What a delivery is about.

    Args:
        event: what kind of thing happened.
        payload: the body.
    """
    found = {
        "action": _text(payload.get("action")),
        "pull_request": _number(_member(payload, "pull_request").get("number")),
        "commit": _text(_commit(event, payload)),
        **_ref(event, payload),
    }
    return {name: value for name, value in found.items() if value is not None}


def _ref(event: str, payload: Payload) -> Subject:
    ref = _text(payload.get("ref"))
    if ref is None or event not in {"create", "delete", "push"}:
        return {}
    of_tag = ref.startswith(_TAGS) or payload.get("ref_type") == "tag"
    return {"tag" if of_tag else "branch": ref.removeprefix(_HEADS).removeprefix(_TAGS)}


def _commit(event: str, payload: Payload) -> Any:
    if event == "status":
        return payload.get("sha")
    return _member(payload, event).get("head_sha") if event.startswith("check_") else None


def _member(payload: Payload, name: str) -> Payload:
    found = payload.get(name)
    return found if isinstance(found, dict) else {}


def _text(found: Any) -> str | None:
    return storable(found)[:_LONGEST] if isinstance(found, str) and found else None


def _number(found: Any) -> int | None:
    whole = isinstance(found, int) and not isinstance(found, bool)
    return found if whole and 0 < found < 2**31 else None
