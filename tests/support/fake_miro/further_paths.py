"""What Miro's description of its REST API leaves out: the consent page, and how tokens are given.

Written after "Create authorization request link", "Exchange authorization code" and "Get new access
token", Miro. Fields are taken from a form in the body: in the query, where the pages of Miro's portal
show them, secrets would stand in logs.
"""

from typing import Any

Json = dict[str, Any]

_TEXT: Json = {"type": "string"}


def _in_query(name: str, schema: Json, *, required: bool = True) -> Json:
    return {"name": name, "in": "query", "required": required, "schema": schema}


_ASKED_FOR: Json = {
    "type": "object",
    "required": ["grant_type", "client_id", "client_secret"],
    "properties": {
        "grant_type": {"type": "string", "enum": ["authorization_code", "refresh_token"]},
        **dict.fromkeys(
            ("client_id", "client_secret", "code", "redirect_uri", "refresh_token"), _TEXT
        ),
    },
}
_GIVEN: Json = {
    "type": "object",
    "required": ["token_type", "access_token", "scope", "user_id", "team_id"],
    "properties": {
        "token_type": {"type": "string", "enum": ["bearer"]},
        "access_token": _TEXT,
        "scope": _TEXT,
        "user_id": _TEXT,
        "team_id": _TEXT,
        "refresh_token": _TEXT,
        "expires_in": {"type": "integer"},
    },
}

PATHS: Json = {
    "/oauth/authorize": {
        "get": {
            "parameters": [
                _in_query("response_type", {"type": "string", "enum": ["code"]}),
                _in_query("client_id", _TEXT),
                _in_query("redirect_uri", _TEXT),
                _in_query("state", _TEXT, required=False),
                _in_query("team_id", _TEXT, required=False),
            ],
            "responses": {"200": {"description": "The page"}, "302": {"description": "Back"}},
        }
    },
    "/v1/oauth/token": {
        "post": {
            "requestBody": {
                "required": True,
                "content": {"application/x-www-form-urlencoded": {"schema": _ASKED_FOR}},
            },
            "responses": {
                "200": {
                    "description": "A token",
                    "content": {"application/json": {"schema": _GIVEN}},
                }
            },
        }
    },
}
