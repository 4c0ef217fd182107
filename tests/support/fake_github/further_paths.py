"""What GitHub's description says of comments and of new statuses, which the cut that we have leaves out.

Written after "REST API endpoints for issue comments" and "… for commit statuses", GitHub. As GitHub's own
description, it names what may be sent, and what stands in an answer.
"""

from typing import Any

Json = dict[str, Any]

_TEXT: Json = {"type": "string"}
_MAYBE: Json = {"type": "string", "nullable": True}
_NUMBER: Json = {"type": "integer"}
_MOMENT: Json = {"type": "string", "format": "date-time"}
_USER: Json = {"$ref": "#/components/schemas/nullable-simple-user"}
_OF_REPO = [{"$ref": f"#/components/parameters/{name}"} for name in ("owner", "repo")]


def _object(required: tuple[str, ...], **members: Json) -> Json:
    return {"type": "object", "required": list(required), "properties": members}


def _in_path(name: str, schema: Json) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _in_query(name: str, schema: Json) -> Json:
    return {"name": name, "in": "query", "required": False, "schema": schema}


def _sent(schema: Json) -> Json:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _answered(status: str, schema: Json | None = None) -> Json:
    content = {} if schema is None else {"content": {"application/json": {"schema": schema}}}
    return {status: {"description": "", **content}}


_COMMENT = _object(
    ("id", "node_id", "url", "html_url", "user", "created_at", "updated_at", "issue_url"),
    id=_NUMBER,
    node_id=_TEXT,
    url=_TEXT,
    body=_TEXT,
    html_url=_TEXT,
    user=_USER,
    created_at=_MOMENT,
    updated_at=_MOMENT,
    issue_url=_TEXT,
    author_association=_TEXT,
    performed_via_github_app={"$ref": "#/components/schemas/nullable-integration"},
)
_BODY = _object(("body",), body=_TEXT)
_STATUS = _object(
    ("url", "id", "node_id", "state", "context", "created_at", "updated_at", "creator"),
    url=_TEXT,
    avatar_url=_MAYBE,
    id=_NUMBER,
    node_id=_TEXT,
    state=_TEXT,
    description=_MAYBE,
    target_url=_MAYBE,
    context=_TEXT,
    created_at=_MOMENT,
    updated_at=_MOMENT,
    creator=_USER,
)
_NEW_STATUS = _object(
    ("state",),
    state={"type": "string", "enum": ["error", "failure", "pending", "success"]},
    target_url=_MAYBE,
    # "A short description of the status"; longer ones are refused.
    description={"type": "string", "nullable": True, "maxLength": 140},
    context=_TEXT,
)
_ISSUE = [*_OF_REPO, _in_path("issue_number", _NUMBER)]
_ONE = [*_OF_REPO, _in_path("comment_id", _NUMBER)]
_PAGES = [{"$ref": "#/components/parameters/per-page"}, {"$ref": "#/components/parameters/page"}]

PATHS: Json = {
    "/repos/{owner}/{repo}/issues/{issue_number}/comments": {
        "get": {
            "parameters": [*_ISSUE, _in_query("since", _MOMENT), *_PAGES],
            "responses": _answered("200", {"type": "array", "items": _COMMENT}),
        },
        "post": {
            "parameters": _ISSUE,
            "requestBody": _sent(_BODY),
            "responses": _answered("201", _COMMENT),
        },
    },
    "/repos/{owner}/{repo}/issues/comments/{comment_id}": {
        "get": {"parameters": _ONE, "responses": _answered("200", _COMMENT)},
        "patch": {
            "parameters": _ONE,
            "requestBody": _sent(_BODY),
            "responses": _answered("200", _COMMENT),
        },
        "delete": {"parameters": _ONE, "responses": _answered("204")},
    },
    "/repos/{owner}/{repo}/statuses/{sha}": {
        "post": {
            "parameters": [*_OF_REPO, _in_path("sha", _TEXT)],
            "requestBody": _sent(_NEW_STATUS),
            "responses": _answered("201", _STATUS),
        },
    },
}
