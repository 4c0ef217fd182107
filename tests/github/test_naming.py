"""A pull request is for the cards whose keys it names, and for no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivet.github.naming import MOST_KEYS, CardKey, keys_in


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("feature/ENG-1-lift-off", ["ENG-1"]),
        ("eng-1", ["ENG-1"]),
        ("Eng-1: Lift off", ["ENG-1"]),
        ("ENG-1 and OPS-22", ["ENG-1", "OPS-22"]),
        ("ENG-1, eng-1 again", ["ENG-1"]),
        ("[ENG-1](x) (OPS-2) 'QA-3'.", ["ENG-1", "OPS-2", "QA-3"]),
        ("fix/eng-1/eng-2", ["ENG-1", "ENG-2"]),
        ("ada_eng-7_fix", ["ENG-7"]),
        ("ENG-1.", ["ENG-1"]),
        ("ENG-1-2", ["ENG-1"]),
        ("K1-5", ["K1-5"]),
        ("#61", []),
        ("61", []),
        ("engine-room", []),
        ("ENG", []),
        ("ENG-", []),
        ("ENG-0", []),
        ("ENG-01", []),
        ("ENG-42nd street", []),
        ("PRE-ENG-1", []),
        ("1ENG-1", []),
        ("ELEVENCHARS-1", []),
        ("v1.2-3", []),
        ("ENG -1 ENG- 1 ENG_1", []),
        ("ÄENG-1", ["ENG-1"]),
        ("", []),
    ],
)
def test_keys_stand_out_from_words(text: str, wanted: list[str]) -> None:
    assert [f"{key.board}-{key.number}" for key in keys_in(text)] == wanted


def test_a_branch_comes_before_the_title() -> None:
    assert keys_in("eng-2-x", "ENG-1 and ENG-2") == [CardKey("ENG", 2), CardKey("ENG", 1)]


def test_a_title_of_nothing_but_keys_names_some_of_them() -> None:
    assert len(keys_in(" ".join(f"ENG-{n}" for n in range(1, 500)))) == MOST_KEYS


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for key in keys_in(text):
        assert f"{key.board}-{key.number}".lower() in text.lower()
