"""The two versions of the REST API, and what the newer one has no more."""

from typing import Any

from tests.support.playing.wire import Asked

OLD, NEW = "2022-11-28", "2026-03-10"
VERSIONS = (OLD, NEW)
HEADER = "x-github-api-version"
DROPPED = {
    "assignee",
    "has_downloads",
    "master_branch",
    "merge_commit_sha",
    "rate",
    "use_squash_pr_title_as_default",
}
"""Members that the newer version left out ("Breaking changes"), of all that is played here."""
_KEPT_WHOLE = "payload"
"""What a hook was told has no version."""


def version_of(asked: Asked) -> str:
    """The version a request wants; the older one where it does not say."""
    return asked.headers.get(HEADER, OLD)


def in_version(version: str, body: Any) -> Any:
    """An answer as a version has it."""
    return _without(body) if version == NEW else body


def _without(body: Any) -> Any:
    if isinstance(body, list):
        return [_without(each) for each in body]
    if isinstance(body, dict):
        return {
            name: value if name == _KEPT_WHOLE else _without(value)
            for name, value in body.items()
            if name not in DROPPED
        }
    return body
