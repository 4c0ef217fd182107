"""Tokens that scanners find, and that typing errors do not pass for."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.people import a_person, calling
from tests.support.queries import Queries
from trivet.auth.api_token_format import new_api_token, well_formed
from trivet.auth.api_tokens import ApiTokenService
from trivet.auth.callers import Callers, Scope
from trivet.platform.ids import BASE62
from trivet.platform.uow import Units

TOKEN = new_api_token()
SECURITY = Path(__file__).parent.parent.parent / "SECURITY.md"


def test_a_token_has_a_prefix_random_letters_and_a_check_sum() -> None:
    tokens = {new_api_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(re.fullmatch(r"trv_[0-9A-Za-z]{36}", token) for token in tokens)
    assert all(well_formed(token) for token in tokens)


@pytest.mark.parametrize(
    ("letters", "check"),
    # CRC32 of the 30 letters, in base 62: digits, capitals, small letters; zeros in front.
    [
        ("zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ", "0mLq17"),  # of a token of GitHub's, long revoked
        ("0" * 30, "2C8GjS"),
        ("A" * 30, "0uCPlr"),
        ("z" * 30, "4IlJEz"),
    ],
)
def test_the_check_sum_is_that_of_githubs_tokens(letters: str, check: str) -> None:
    assert well_formed(f"trv_{letters}{check}")


@settings(deadline=None)
@given(st.data())
def test_a_letter_that_was_mistyped_or_left_out_shows(data: st.DataObject) -> None:
    token = TOKEN  # one for all: what is drawn depends on it
    place = data.draw(st.integers(4, len(token) - 1))
    letter = data.draw(st.sampled_from(BASE62).filter(lambda each: each != token[place]))
    assert not well_formed(token[:place] + letter + token[place + 1 :])
    assert not well_formed(token[:place] + token[place + 1 :])
    assert not well_formed(token[:place] + letter + token[place:])


@settings(deadline=None)
@given(st.text() | st.text(BASE62, min_size=36, max_size=36).map(lambda text: f"trv_{text}"))
def test_what_is_made_up_is_none(text: str) -> None:
    assert not well_formed(text)


async def test_a_wrong_check_sum_is_refused_without_asking_the_database(
    units: Units,
    callers: Callers,
    count_queries: Callable[[], AbstractContextManager[Queries]],
) -> None:
    async with units.write() as unit:
        made = await ApiTokenService(unit, calling(await a_person(units))).create("t", [Scope.READ])
    wrong = made.secret[:-1] + ("0" if made.secret[-1] != "0" else "1")
    with count_queries() as queries:
        assert await callers.by_token(wrong) is None
        assert len(queries) == 0
        assert await callers.by_token(new_api_token()) is None
        assert len(queries) == 1
    assert await callers.by_token(made.secret) is not None


def test_the_pattern_for_scanners_finds_tokens() -> None:
    found = re.search(r"`(\\btrv_[^`]+)`", SECURITY.read_text(encoding="utf-8"))
    assert found is not None
    pattern = re.compile(found[1])
    token = new_api_token()
    for line in (f"TRIVET_TOKEN={token}", f'"{token}"', f"Bearer {token}\n", token):
        assert pattern.findall(line) == [token]
    assert not pattern.search(f"{token}x")
    assert not pattern.search(f"x{token}")
