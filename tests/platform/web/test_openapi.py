"""The description names every status that an operation can answer."""

from typing import Any

import pytest

from tests.platform.web.conftest import small_app
from trivet.platform.settings import Settings
from trivet.platform.web.problems import MEDIA_TYPE


@pytest.fixture(scope="module")
def paths() -> dict[str, Any]:
    found: dict[str, Any] = small_app(Settings()).openapi()["paths"]
    return found


def statuses(operation: dict[str, Any]) -> set[str]:
    return set(operation["responses"])


def test_every_refusal_is_declared_as_a_problem(paths: dict[str, Any]) -> None:
    for item in paths.values():
        for operation in item.values():
            for status, response in operation["responses"].items():
                assert "X-Request-ID" in response["headers"]
                if int(status) >= 400:
                    assert response["content"] == {
                        MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}
                    }


def test_an_operation_declares_what_it_can_answer(paths: dict[str, Any]) -> None:
    create, listing = paths["/things"]["post"], paths["/things"]["get"]
    assert statuses(create) == {
        *("201", "400", "401", "403", "408", "409", "413", "415"),
        *("421", "422", "429", "500", "503"),
    }
    assert statuses(listing) == {"200", "401", "403", "421", "422", "429", "500", "503"}
    assert statuses(paths["/things/{thing_id}"]["get"]) == {
        *("200", "401", "403", "404", "421", "422", "429", "500", "503")
    }
    assert statuses(paths["/public"]["get"]) == {"200", "421", "429", "500", "503"}


def test_an_operation_declares_how_often_it_may_be_asked(paths: dict[str, Any]) -> None:
    headers = paths["/things"]["get"]["responses"]["429"]["headers"]
    assert set(headers) == {
        *("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"),
        *("Retry-After", "X-Request-ID"),
    }


def test_authentication_is_asked_for_where_it_is(paths: dict[str, Any]) -> None:
    assert paths["/things"]["get"]["security"] == [{"bearer": []}, {"cookie": []}]
    assert paths["/public"]["get"]["security"] == []
    assert "WWW-Authenticate" in paths["/things"]["get"]["responses"]["401"]["headers"]


def test_posts_take_an_idempotency_key(paths: dict[str, Any]) -> None:
    names = [parameter["name"] for parameter in paths["/things"]["post"]["parameters"]]
    assert names == ["Idempotency-Key"]
    assert all(p["name"] != "Idempotency-Key" for p in paths["/things"]["get"]["parameters"])


def test_operations_are_named_after_their_functions_and_tagged(paths: dict[str, Any]) -> None:
    assert paths["/things"]["post"]["operationId"] == "create_thing"
    assert paths["/things"]["post"]["tags"] == ["things"]


def test_the_frameworks_own_error_shapes_are_gone() -> None:
    app = small_app(Settings())
    schema = app.openapi()
    schemas = schema["components"]["schemas"]
    assert "HTTPValidationError" not in schemas
    assert {"Problem", "ProblemField", "Thing"} <= set(schemas)
    assert set(schema["components"]["securitySchemes"]) == {"bearer", "cookie"}
    assert app.openapi() is schema
