"""Secrets stay out of the logs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from trivet.auth.api_token_format import PREFIX as API_TOKEN_PREFIX
from trivet.auth.installation import LINK_PREFIX
from trivet.auth.sessions import PREFIX as REFRESH_PREFIX
from trivet.platform.ids import new_secret
from trivet.platform.telemetry.redaction import (
    REDACTED,
    keep_out,
    names_a_secret,
    redacted,
    redacted_members,
)
from trivet.workspaces.invitations import PREFIX as INVITATION_PREFIX


@pytest.mark.parametrize(
    "name",
    [
        "token",
        "access_token",
        "refreshToken",
        "Authorization",
        "Cookie",
        "set-cookie",
        "client_secret",
        "password",
        "api_key",
        "X-CSRF-Token",
        "signing_keys",
    ],
)
def test_what_a_secret_stands_under_hides_it(name: str) -> None:
    assert names_a_secret(name)
    assert redacted_members({name: "anything"}) == {name: REDACTED}


@pytest.mark.parametrize(
    "name", ["token_id", "token_type", "tokenize", "key", "card_key", "author", "secretary", "kind"]
)
def test_facts_about_a_secret_are_shown(name: str) -> None:
    assert redacted_members({name: "plain"}) == {name: "plain"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bearer abc.def-ghi", f"Bearer {REDACTED}"),
        ("got trv_aB3-xyz_1234 from", f"got {REDACTED} from"),
        ("ghp_0123456789abcdefABCD", REDACTED),
        ("github_pat_0123456789abcdefABCD", REDACTED),
        ("eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_0a1b2c3d4e5f", REDACTED),
        ("pylf_v1_eu_0a1b2c3d4e5f", REDACTED),
        (
            "-----BEGIN RSA PRIVATE KEY-----\nMIIEow==\n-----END RSA PRIVATE KEY-----\n",
            f"-----BEGIN {REDACTED}\n",
        ),
        (
            "cannot read '-----BEGIN PRIVATE KEY-----\\nMIIEow",
            f"cannot read '-----BEGIN {REDACTED}",
        ),
        ("redis://:pass@word@db:6379/0", f"redis://{REDACTED}@db:6379/0"),
        (
            "it violates\nDETAIL:  Failing row contains (a\n\nb, c).\n[SQL: INSERT]",
            f"it violates\nDETAIL:  {REDACTED}\n[SQL: INSERT]",
        ),
        ("got trp_aB3-xyz_1234 from", f"got {REDACTED} from"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.s1gn-4ture", REDACTED),
        ("my-eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.s1gn, so", f"{REDACTED}, so"),
        # Were each beginning followed to the end, this would take minutes.
        ("eyJ-" * 100_000, "eyJ-" * 100_000),
        ("postgresql://me:pass@db:5432/x", f"postgresql://{REDACTED}@db:5432/x"),
        ("http://a.example/app/sign-in#s3cret", f"http://a.example/app/sign-in#{REDACTED}"),
        ("trivet.v1, bearer.abc123", f"trivet.v1, bearer.{REDACTED}"),
        ("a card about tokens: see https://a.example:80/x@y", None),
    ],
)
def test_what_looks_like_a_secret_is_taken_out(text: str, shown: str | None) -> None:
    assert redacted(text) == (text if shown is None else shown)


def test_what_looks_like_nothing_is_not_recognised() -> None:
    """Only a name, or that it was set, would tell that it is a secret."""
    assert redacted("it says s3cretOfSomebody") == "it says s3cretOfSomebody"
    assert redacted({"secret": "s3cretOfSomebody"}) == {"secret": REDACTED}


def test_our_own_secrets_are_recognised() -> None:
    for prefix in (API_TOKEN_PREFIX, REFRESH_PREFIX, LINK_PREFIX, INVITATION_PREFIX):
        secret = new_secret(prefix)
        assert secret not in redacted(f"here: {secret}.")


@pytest.fixture
def nothing_known() -> Iterator[None]:
    """Before and after."""
    yield
    keep_out(())


@pytest.mark.usefixtures("nothing_known")
def test_secrets_of_the_settings_are_recognised_whatever_they_look_like() -> None:
    keep_out(
        ["swordfish", "postgresql://me:p%40ss-word@db/x", "first-key,other-key", "short", "://["]
    )
    assert redacted("it is swordfish!") == f"it is {REDACTED}!"
    assert redacted({"said": ["<p@ss-word>", "p%40ss-word"]}) == {
        "said": [f"<{REDACTED}>", REDACTED]
    }
    assert redacted("other-key or first-key") == f"{REDACTED} or {REDACTED}"
    assert redacted("first-key,other-key") == REDACTED
    # A part of a longer word says nothing; nor is a short one looked for, which would be a word of its own.
    assert redacted("swordfishes are short") == "swordfishes are short"
    keep_out(())
    assert redacted("it is swordfish!") == "it is swordfish!"


def test_it_looks_into_everything() -> None:
    deep: dict[str, Any] = {"list": [{"password": "p", "n": 1}, ("Bearer xyz",)], "none": None}
    assert redacted(deep) == {
        "list": [{"password": REDACTED, "n": 1}, [f"Bearer {REDACTED}"]],
        "none": None,
    }
    assert redacted(SecretStr("swordfish")) == "**********"
    assert redacted(ValueError("Bearer xyz")) == f"Bearer {REDACTED}"
    assert redacted(Path("/a/b")) == "/a/b"
    assert redacted_members({"token": None}) == {"token": None}


def test_a_circle_ends() -> None:
    circle: dict[str, Any] = {}
    circle["again"] = circle
    assert "…" in str(redacted(circle))
