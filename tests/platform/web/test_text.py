"""Text as people type it."""

from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from trivet.platform.web.text import LongText, Name, ShortText, Typed

long_text: TypeAdapter[str] = TypeAdapter(LongText)
name: TypeAdapter[str] = TypeAdapter(Name)
short: TypeAdapter[str] = TypeAdapter(Annotated[str, Typed(5)])


def refusal(adapter: TypeAdapter[str], text: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(text, strict=True)
    return caught.value.errors()[0]["type"]


@pytest.mark.parametrize("text", ["", " spaces ", "two\nlines\r\n", "\t\u202e‮", "👩‍🚀", "<b>"])
def test_text_is_kept_as_typed(text: str) -> None:
    assert long_text.validate_python(text) == text


@pytest.mark.parametrize("adapter", [long_text, name, short])
def test_what_cannot_be_stored_is_refused(adapter: TypeAdapter[str]) -> None:
    assert refusal(adapter, "a\x00b") == "text_nul"
    assert refusal(adapter, "a\ud800") == "string_unicode"
    assert refusal(adapter, 5) == "string_type"


def test_long_text_is_measured_in_bytes() -> None:
    assert long_text.validate_python("x" * 100_000)
    assert refusal(long_text, "x" * 100_001) == "string_too_long"
    assert refusal(long_text, "ü" * 60_000) == "text_too_large"


def test_short_text_is_measured_in_characters() -> None:
    assert short.validate_python("👩👩👩👩👩")
    assert refusal(short, "sixsix") == "string_too_long"
    assert TypeAdapter(ShortText).validate_python("x" * 500)


def test_a_name_is_stripped_and_not_empty() -> None:
    assert name.validate_python("  Trivet\n") == "Trivet"
    assert name.validate_python("x" * 120)
    assert refusal(name, " \t\u3000 ") == "text_empty"
    assert refusal(name, "x" * 121) == "string_too_long"


def test_the_description_says_what_is_refused() -> None:
    assert name.json_schema() == {
        "type": "string",
        "minLength": 1,
        "maxLength": 120,
        "pattern": r"^[^\u0000]*\S[^\u0000]*$",
    }
