"""Every refusal has one shape, and tells what to do but never what was sent."""

import json

import pytest
from httpx2 import AsyncClient, Response
from structlog.testing import capture_logs

from trivet.platform.db.postgresql import postgresql_database
from trivet.platform.ids import new_id
from trivet.platform.web.error_handler import answer_to
from trivet.platform.web.problems import MEDIA_TYPE, Problem

JSON = {"Content-Type": "application/json"}


def problem(answer: Response, status: int, code: str) -> Problem:
    """The problem in an answer, checked for what all have in common."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == MEDIA_TYPE
    found = Problem.model_validate(answer.json())
    assert (found.status, found.code) == (status, code)
    assert found.type == f"urn:trivet:problem:{code}"
    assert found.title
    assert found.request_id == answer.headers["X-Request-ID"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    return found


async def test_a_refusal_of_ours_is_told_in_full(client: AsyncClient) -> None:
    answer = await client.get("/fail/conflict")
    found = problem(answer, 409, "name_taken")
    assert found.title == "There is a thing with this name"
    assert found.detail == "Choose another name."
    assert found.fields is not None
    assert found.fields[0].model_dump() == {"field": "name", "message": "is taken", "code": "taken"}
    assert answer.json()["theirs"] == "half ?"
    assert answer.headers["Retry-After"] == "7"


async def test_401_says_how_to_authenticate(client: AsyncClient) -> None:
    answer = await client.get("/fail/stranger")
    problem(answer, 401, "not_authenticated")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


async def test_an_unknown_path_is_a_problem_in_json_whatever_is_accepted(
    client: AsyncClient,
) -> None:
    problem(await client.get("/api/x", headers={"Accept": "text/html"}), 404, "not_found")


async def test_a_wrong_method_is_told_all_the_right_ones(client: AsyncClient) -> None:
    answer = await client.delete("/things")
    problem(answer, 405, "method_not_allowed")
    assert answer.headers["Allow"] == "GET, POST"


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("locked", "database_busy"),
        ("pool", "database_busy"),
        ("lost", "database_unreachable"),
        ("refused", "database_unreachable"),
        ("refused-twice", "database_unreachable"),
    ],
)
async def test_a_database_that_is_busy_or_away_is_503(
    client: AsyncClient, how: str, code: str
) -> None:
    answer = await client.get(f"/fail/{how}")
    problem(answer, 503, code)
    assert int(answer.headers["Retry-After"]) > 0


@pytest.mark.parametrize("how", ["unnamed", "disk", "query"])
async def test_500_tells_nothing_but_the_request_id(client: AsyncClient, how: str) -> None:
    with capture_logs() as logs:
        answer = await client.get(f"/fail/{how}")
    found = problem(answer, 500, "internal_error")
    assert found.detail == "This is our fault, and it was logged under the request id." or (
        found.detail is None
    )
    for secret in ("swordfish", "Unnamed", "people wrote", "syntax", "space"):
        assert secret not in answer.text
    error = next(line for line in logs if line["log_level"] == "error")
    assert (error["method"], error["route"]) == ("GET", "/fail/{how}")
    assert "people wrote" not in str(error["exc_info"])


async def test_fields_at_fault_are_named_and_values_are_not_repeated(client: AsyncClient) -> None:
    body = {"name": "s3cret-value\x00", "short": "another-s3cret-value", "extra": "s3cret-extra"}
    answer = await client.post("/things", json=body)
    found = problem(answer, 422, "invalid")
    assert found.fields is not None
    assert {(field.field, field.code) for field in found.fields} == {
        ("name", "text_nul"),
        ("short", "string_too_long"),
        ("extra", "extra_forbidden"),
    }
    assert "s3cret" not in answer.text


@pytest.mark.parametrize("value", ["zebra-7", "not-an-id", "\x00", "%ff"])
async def test_a_bad_path_parameter_is_422_and_not_repeated(
    client: AsyncClient, value: str
) -> None:
    answer = await client.get(f"/things/{value.replace(chr(0), '%00')}")
    found = problem(answer, 422, "invalid")
    assert found.fields is not None
    assert found.fields[0].field == "thing_id"
    assert "zebra" not in json.dumps([field.message for field in found.fields])


@pytest.mark.parametrize(
    "body",
    [
        b'{"name": "\\ud800"}',
        b'{"name": "a", "text": "x\\udfff"}',
        b'{"\\ud800": 1, "name": "a"}',
        b'{"name": {"\\ud800": "\\udc00"}}',
    ],
)
async def test_lone_surrogates_are_refused_not_failed_on(client: AsyncClient, body: bytes) -> None:
    problem(await client.post("/things", content=body, headers=JSON), 422, "invalid")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", "malformed_json"),
        (b"nonsense", "malformed_json"),
        (b'{"name": "a",}', "malformed_json"),
        (b'\xff\xfe{"name"', "bad_request"),
        (b'{"name": "\xc3\x28"}', "bad_request"),
        (b"[" * 3000, "bad_request"),
        (b'{"name": ' + b"9" * 4000 + b"}", None),
    ],
)
async def test_what_is_no_json_is_refused(
    client: AsyncClient, body: bytes, code: str | None
) -> None:
    answer = await client.post("/things", content=body, headers=JSON)
    if code is None:
        assert answer.status_code in {400, 422}
    else:
        problem(answer, 400, code)


@pytest.mark.parametrize("headers", [{}, {"Content-Type": "text/plain"}])
async def test_json_without_its_content_type_is_415(
    client: AsyncClient, headers: dict[str, str]
) -> None:
    answer = await client.post("/things", content=b'{"name": "a"}', headers=headers)
    found = problem(answer, 415, "unsupported_media_type")
    assert "application/json" in (found.detail or "")


async def test_no_body_at_all_is_422(client: AsyncClient) -> None:
    problem(await client.post("/things"), 422, "invalid")


async def test_many_faults_make_a_short_answer(client: AsyncClient) -> None:
    body = {f"{'k' * 60}{number}": 1 for number in range(40)}
    found = problem(await client.post("/things", json={"name": "a", **body}), 422, "invalid")
    assert found.fields is not None
    assert len(found.fields) == 20


async def test_a_good_request_is_answered(client: AsyncClient) -> None:
    answer = await client.post("/things", json={"name": "  Trivet  ", "text": " as typed\n"})
    assert answer.status_code == 201
    assert answer.json() == {"name": "Trivet", "text": " as typed\n", "short": ""}
    assert (await client.get(f"/things/{new_id()}")).status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_a_database_where_nobody_listens_is_503(client: AsyncClient, host: str) -> None:
    database = postgresql_database(f"postgresql+asyncpg://postgres@{host}:1/nowhere")
    try:
        with pytest.raises(Exception) as caught:  # noqa: PT011 - whatever the driver raises
            async with database.readers.connect():
                pass
    finally:
        await database.close()
    assert answer_to(caught.value).status == 503
