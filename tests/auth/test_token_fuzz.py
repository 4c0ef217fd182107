"""Whatever somebody sends as a token: either it is ours, as we gave it, or nobody calls."""

import base64
import json
from datetime import timedelta
from functools import partial
from typing import Any

import httpx2
import jwt
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.factories.people import a_person, calling, signed_in
from tests.support.apps import Trivet
from trivet.auth.access_tokens import AccessClaims, issue, verified
from trivet.auth.api_token_format import new_api_token
from trivet.auth.api_tokens import ApiTokenService
from trivet.auth.callers import Callers, Scope
from trivet.auth.csrf import csrf_token
from trivet.auth.installation import LINK_PREFIX
from trivet.auth.sessions import PREFIX as REFRESH_PREFIX
from trivet.platform.clock import held, now
from trivet.platform.ids import new_id, new_secret
from trivet.platform.keys import Keys, Purpose, new_keys
from trivet.platform.uow import Units

KEYS = new_keys()
USER, SESSION = new_id(), new_id()
TOKEN = issue(KEYS, USER, SESSION)
unhurried = settings(deadline=None)
"""On a busy machine one example may take long."""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


def of(token: str, keys: Keys = KEYS) -> AccessClaims | None:
    return verified(keys, token)


def segment(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def claims(**changed: Any) -> dict[str, Any]:
    """Those of a good token, some of them changed; `...` takes one out."""
    issued = int(now().timestamp())
    good = {"iss": "trivet", "sub": str(USER), "sid": str(SESSION), "iat": issued}
    found = {**good, "exp": issued + 900, **changed}
    return {name: value for name, value in found.items() if value is not ...}


def signed(payload: dict[str, Any], key: bytes | None = None, **header: Any) -> str:
    """Signed as we would, without the library's own care for what the claims are."""
    own = KEYS.first(Purpose.ACCESS_TOKENS)
    secret = own.secret if key is None else key
    text = json.dumps(payload).encode()
    return jwt.PyJWS().encode(text, secret, "HS256", headers={"kid": own.kid, **header})


def test_the_token_that_is_spoiled_below_is_a_good_one() -> None:
    assert of(TOKEN) == of(signed(claims(exp=jwt_exp())))
    assert of(TOKEN) is not None


def jwt_exp() -> int:
    found = of(TOKEN)
    assert found is not None
    return int(found.expires_at.timestamp())


@unhurried
@given(st.text() | st.binary().map(segment))
@example("..")
@example(segment(b'{"kid":' + b"[" * 3000 + b"]" * 3000 + b"}") + ".e30.AAAA")
@example(segment(b"[]") + ".e30.")
@example(segment(b'{"kid":null,"alg":"HS256"}') + ".e30.AAAA")
@example(segment(b"\xff\xfe") + "." + segment(b"\x00") + ".=")
def test_what_is_made_up_says_nothing(text: str) -> None:
    assert of(text) is None


@unhurried
@given(st.integers(0, len(TOKEN) - 1))
def test_a_truncated_token_says_nothing(length: int) -> None:
    assert of(TOKEN[:length]) is None
    assert of(TOKEN[length + 1 :]) is None


@unhurried
@given(st.integers(0, len(TOKEN) - 1), st.characters(codec="utf-8"))
def test_a_token_with_another_letter_says_nothing(place: int, letter: str) -> None:
    spoiled = TOKEN[:place] + letter + TOKEN[place + 1 :]
    assert of(spoiled) is None or spoiled == TOKEN
    assert of(TOKEN[:place] + letter + TOKEN[place:]) is None


@unhurried
@given(st.permutations(TOKEN.split(".")), st.sampled_from(["", ".", ".."]))
def test_a_token_whose_parts_are_shuffled_says_nothing(parts: list[str], end: str) -> None:
    text = ".".join(parts) + end
    assert of(text) is None or text == TOKEN


@unhurried
@given(st.binary(min_size=32, max_size=64))
def test_a_token_signed_with_another_key_says_nothing(key: bytes) -> None:
    assert of(signed(claims(), key)) is None


@pytest.mark.parametrize(
    "purpose", [purpose for purpose in Purpose if purpose is not Purpose.ACCESS_TOKENS]
)
def test_a_key_of_ours_for_something_else_signs_no_access_token(purpose: Purpose) -> None:
    other = KEYS.first(purpose)
    assert of(signed(claims(), other.secret)) is None
    assert of(signed(claims(), other.secret, kid=other.kid)) is None


@pytest.mark.parametrize("algorithm", ["none", "None", "HS384", "HS512", "RS256", "EdDSA", "", 5])
def test_the_algorithm_is_ours_to_choose(algorithm: Any) -> None:
    kid = KEYS.first(Purpose.ACCESS_TOKENS).kid
    header = segment(json.dumps({"alg": algorithm, "kid": kid, "typ": "JWT"}).encode())
    payload, signature = segment(json.dumps(claims()).encode()), TOKEN.rpartition(".")[2]
    for end in ("", signature):
        assert of(f"{header}.{payload}.{end}") is None
    if algorithm in {"HS384", "HS512"}:
        secret = KEYS.first(Purpose.ACCESS_TOKENS).secret.ljust(64, b"\0")
        assert of(jwt.encode(claims(), secret, algorithm, headers={"kid": kid})) is None


@unhurried
@given(JSON | st.sampled_from([*(key.kid for key in KEYS.every(Purpose.CSRF))]))
def test_a_key_that_is_not_ours_is_not_looked_for(kid: Any) -> None:
    header = segment(json.dumps({"alg": "HS256", "kid": kid}).encode())
    own = KEYS.first(Purpose.ACCESS_TOKENS)
    token = f"{header}.{TOKEN.partition('.')[2]}"
    assert of(token) is None
    assert kid == own.kid or KEYS.named(Purpose.ACCESS_TOKENS, str(kid)) is None


@pytest.mark.parametrize("name", ["exp", "iat", "iss", "sub", "sid"])
@pytest.mark.parametrize("value", [..., None, "", [], {}, -1, 1e400, "x"])
def test_a_claim_that_is_missing_or_odd_says_nothing(name: str, value: Any) -> None:
    found = of(signed(claims(**{name: value})))
    # When it was issued is for people; what counts is when it ends.
    assert found is None or (name == "iat" and value is not ...)


@unhurried
@given(st.sampled_from(["exp", "iss", "sub", "sid"]), JSON)
def test_whatever_a_claim_says_nobody_else_calls(name: str, value: Any) -> None:
    found = of(signed(claims(**{name: value})))
    assert found is None or (found.user_id, found.session_id) == (USER, SESSION)


@pytest.mark.parametrize("issuer", ["Trivet", "trivet ", "https://trivet.example", ["trivet", "x"]])
def test_a_token_of_another_issuer_says_nothing(issuer: Any) -> None:
    assert of(signed(claims(iss=issuer))) is None


@unhurried
@given(st.timedeltas(timedelta(minutes=15), timedelta(days=36500)))
def test_a_token_that_has_expired_says_nothing(late: timedelta) -> None:
    then = now() + late
    with held(lambda: then):
        assert of(TOKEN) is None


async def test_a_secret_for_something_else_is_no_access_token(
    units: Units, keys: Keys, callers: Callers
) -> None:
    ada = await a_person(units)
    session = await signed_in(units, keys, ada)
    async with units.write() as unit:
        made = await ApiTokenService(unit, calling(ada)).create("t", [Scope.READ])
    assert await callers.by_token(session.access_token) is not None
    assert await callers.by_token(made.secret) is not None
    for wrong in (
        session.refresh_token,
        session.csrf_token,
        csrf_token(keys, session.session_id),
        str(session.session_id),
        made.token.token_hash,
        made.secret[4:],
        made.secret.replace("trv_", REFRESH_PREFIX),
        new_secret(REFRESH_PREFIX),
        new_secret(LINK_PREFIX),
        new_api_token(),
        f"trv_{session.access_token}",
        f"Bearer {session.access_token}",
        f" {session.access_token}",
        session.access_token * 20,
        "",
    ):
        assert await callers.by_token(wrong) is None, wrong


async def test_whatever_comes_as_a_token_is_answered_with_401(app: Trivet) -> None:
    runtime = app.runtime
    session = await signed_in(runtime.units, runtime.keys, await a_person(runtime.units))
    good = session.access_token
    nested = segment(b'{"kid":' + b"[" * 1000 + b"]" * 1000 + b"}")
    for wrong in (
        good[:-1],
        good + "A",
        good[:20] + "\xe9" + good[21:],
        good + "\x7f",
        "\xff" * 50,
        "." * 3000,
        f"{nested}.e30.AAAA",
        session.refresh_token,
        session.csrf_token,
        new_api_token(),
        signed(claims()),
    ):
        for send in (partial(by_header, app, wrong), partial(by_cookie, app, wrong)):
            answer = await send()
            assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
            assert answer.headers["WWW-Authenticate"] == "Bearer"


async def by_header(app: Trivet, token: str) -> httpx2.Response:
    headers = {b"Authorization": f"Bearer {token}".encode("latin-1")}
    return await app.http.get("/auth/me", headers=headers)


async def by_cookie(app: Trivet, token: str) -> httpx2.Response:
    headers = {b"Cookie": f"trivet_access={token}".encode("latin-1")}
    return await app.http.get("/auth/me", headers=headers)
