"""What strangers wrote does nothing to a terminal, and has a size."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivet.client_logs.contexts import DEEPEST, LONGEST_TEXT, MOST_BYTES, Cutting
from trivet.client_logs.texts import neutral
from trivet.platform.json import dumps


@pytest.mark.parametrize(
    ("came", "kept"),
    [
        ("plain, ümläut, 漢字, 👩‍🚀", "plain, ümläut, 漢字, 👩‍🚀"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("two\r\nlines", "two\nlines"),
        ("over\rwritten", "over␍written"),
        ("\x1b[31mred\x1b]8;;https://evil.test\x07", "␛[31mred␛]8;;https://evil.test␇"),
        ("nothing\x00after", "nothing␀after"),
        ("gone\x7f\x08", "gone␡␈"),
        ("\x9b31m and \x85", "\ufffd31m and \ufffd"),
        ("a\u202etxt.exe\u2066\u200f\u061c", "a\ufffdtxt.exe\ufffd\ufffd\ufffd"),
        ("one\u2028two\u2029", "one\ufffdtwo\ufffd"),
        ("half a \ud83d pair", "half a \ufffd pair"),
    ],
)
def test_control_characters_become_pictures(came: str, kept: str) -> None:
    assert neutral(came) == kept


@given(st.text())
def test_whatever_came_can_be_kept_and_printed_line_by_line(text: str) -> None:
    kept = neutral(text)
    assert len(kept) <= len(text)
    assert kept == neutral(kept)
    assert "\x00" not in kept
    kept.encode()
    assert len(kept.split("\n")) == len(kept.splitlines() or [""]) + kept.endswith("\n")


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=40
)


@given(st.dictionaries(st.text(), ANYTHING))
def test_whatever_is_in_a_context_has_a_size_afterwards(context: dict[str, object]) -> None:
    cutting = Cutting(context)
    kept = dumps(cutting.context)
    assert len(kept) <= MOST_BYTES
    assert depth(json.loads(kept)) <= DEEPEST


def depth(value: object) -> int:
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return 1 + max(map(depth, inner), default=0)
    return 0


def test_a_small_context_is_kept_as_it_is() -> None:
    context: dict[str, object] = {
        "text": "x" * LONGEST_TEXT,
        "list": [1, 2.5, None, True, {"a": {"b": []}}],
        "empty": {},
    }
    cutting = Cutting(context)
    assert (cutting.context, cutting.cut) == (context, False)


def test_of_a_large_context_the_beginning_is_kept() -> None:
    cutting = Cutting({"first": 1, "many": list(range(10_000)), "last": 1})
    assert cutting.cut
    assert list(cutting.context) == ["first", "many"]
    many = cutting.context["many"]
    assert many == list(range(len(many)))
    assert MOST_BYTES - 10 < len(dumps(cutting.context)) <= MOST_BYTES


@pytest.mark.parametrize(
    ("came", "kept"),
    [
        ({"text": "y" * 2_001}, {"text": "y" * 2_000 + "…"}),
        ({"n" * 101: 1}, {"n" * 100 + "…": 1}),
        ({"a": [[[[[[1]]]]]]}, {"a": [[[[["…"]]]]]}),
    ],
)
def test_what_is_cut_off_says_so(came: dict[str, object], kept: dict[str, object]) -> None:
    cutting = Cutting(came)
    assert (cutting.context, cutting.cut) == (kept, True)


def test_secrets_and_control_characters_are_not_kept() -> None:
    cutting = Cutting(
        {
            "token": "whatever",
            "token_id": 7,
            "deep": [{"Authorization": {"Bearer": "x"}}],
            "said": "Bearer trv_0123456789abcdef\x1b[0m",
            "\x1bname": 1,
        }
    )
    assert cutting.context == {
        "token": "[redacted]",
        "token_id": 7,
        "deep": [{"Authorization": "[redacted]"}],
        "said": "Bearer [redacted]␛[0m",
        "␛name": 1,
    }
    assert not cutting.cut


def test_numbers_that_json_alone_can_hold_become_text() -> None:
    cutting = Cutting({"big": 10**30, "biggest": 2**63 - 1})
    assert cutting.context == {"big": str(10**30), "biggest": 2**63 - 1}
