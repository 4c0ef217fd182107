"""How deep a body may be, and that it is told before the body is parsed."""

import json
from typing import Any

import pytest
from httpx2 import AsyncClient
from hypothesis import given
from hypothesis import strategies as st

from tests.platform.web.test_problems import problem
from tests.support.apps import Person
from trivet.platform.json import MOST_NESTED, nested_deeper

VALUES = st.recursive(
    st.none() | st.integers() | st.text('"\\[]{}a\u2200\n'),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text('"[}\\'), inner, max_size=3),
    max_leaves=60,
)


def depth(value: Any) -> int:
    inside = value.values() if isinstance(value, dict) else value
    if not isinstance(value, (dict, list)):
        return 0
    return 1 + max(map(depth, inside), default=0)


@given(VALUES, st.integers(0, 6), st.booleans())
def test_depth_is_told_from_the_text(value: Any, most: int, ascii_only: bool) -> None:
    body = json.dumps(value, ensure_ascii=ascii_only).encode()
    assert nested_deeper(body, most) == (depth(value) > most)


def test_what_is_deep_and_broken_is_deep() -> None:
    assert nested_deeper(b"[" * 100_000)
    assert nested_deeper(b'{"a":' * 100_000)
    assert not nested_deeper(b"[" * MOST_NESTED)
    assert not nested_deeper(b"]" * 100_000)
    assert not nested_deeper(b"[" + b"[]," * 100_000 + b"[]]")
    assert not nested_deeper(b'"' + b"[" * 100_000)
    assert not nested_deeper(rb'"\"' * 3 + b"[[" * 100_000)


@pytest.mark.parametrize("deep", [b"[" * 5_000 + b"]" * 5_000, b'{"a":' * 100_000, b"[{" * 40])
async def test_a_body_that_is_nested_too_deeply_is_refused(owner: Person, deep: bytes) -> None:
    answer = await sent(owner.http, owner, b'{"name": "Acme", "more": ' + deep + b"}")
    found = problem(answer, 400, "nested_too_deeply")
    assert "32 deep" in (found.detail or "")


async def test_a_body_is_utf_8(owner: Person) -> None:
    answer = await sent(owner.http, owner, '{"name": "Acme"}'.encode("utf-16"))
    problem(answer, 400, "malformed_json")


async def test_a_flat_body_may_have_many_brackets(owner: Person) -> None:
    body = {"name": "Acme [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["}
    assert (await sent(owner.http, owner, json.dumps(body).encode())).status_code == 201


async def sent(http: AsyncClient, person: Person, body: bytes) -> Any:
    headers = {"Authorization": f"Bearer {person.token}", "Content-Type": "application/json"}
    return await http.post("/workspaces", content=body, headers=headers)
