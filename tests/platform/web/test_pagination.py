"""Cursors and pages."""

import base64

import pytest
from httpx2 import AsyncClient
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import Response

from tests.platform.web.test_problems import problem
from trivet.platform.errors import Unprocessable
from trivet.platform.web.pagination import decode_cursor, encode_cursor, link_next

plain = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))


@given(st.lists(plain))
def test_a_cursor_gives_back_what_it_was_made_of(parts: list[str]) -> None:
    cursor = encode_cursor(*parts)
    assert decode_cursor(cursor) == tuple(parts)
    assert cursor.replace("-", "").replace("_", "").isalnum()


@given(st.text(max_size=50) | st.binary(max_size=50).map(lambda b: base64.b64encode(b).decode()))
def test_anything_else_is_refused_under_the_field_cursor(text: str) -> None:
    refused: Unprocessable | None = None
    parts: tuple[str, ...] = ()
    try:
        parts = decode_cursor(text)
    except Unprocessable as error:
        refused = error
    assert refused is None or refused.fields[0].field == "cursor"
    assert all(isinstance(part, str) for part in parts)


@pytest.mark.parametrize("content", [b'["a\\u0000"]', b"[1]", b'{"a": 1}', b'"a"', b'["\xff"]'])
def test_a_cursor_holds_plain_texts_only(content: bytes) -> None:
    with pytest.raises(Unprocessable):
        decode_cursor(base64.urlsafe_b64encode(content).decode().rstrip("="))


def test_a_cursor_of_another_list_is_refused() -> None:
    with pytest.raises(Unprocessable):
        decode_cursor(encode_cursor("a", "b"), parts=3)


def _request(query: bytes) -> Request:
    return Request(
        {"type": "http", "path": "/things", "query_string": query, "headers": [], "method": "GET"}
    )


def test_the_next_page_is_named_in_the_link_header() -> None:
    response = Response()
    link_next(_request(b"limit=2&q=a%26b&cursor=old"), response, "new")
    assert response.headers["Link"] == '</things?limit=2&q=a%26b&cursor=new>; rel="next"'


def test_the_last_page_has_no_link() -> None:
    response = Response()
    link_next(_request(b""), response, None)
    assert "Link" not in response.headers


async def test_a_page_has_1_to_100_items(client: AsyncClient) -> None:
    assert (await client.get("/things")).json() == {"limit": 50}
    assert (await client.get("/things?limit=100")).json() == {"limit": 100}
    for limit in ("0", "101", "many", "-1"):
        problem(await client.get(f"/things?limit={limit}"), 422, "invalid")
