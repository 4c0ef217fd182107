"""Types for text as people type it.

Text is stored as typed. What is refused is what cannot be stored or sent: NUL, which PostgreSQL
has no room for, and lone surrogates, which have no UTF-8 form.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema


@dataclass(frozen=True, slots=True)
class Typed:
    """Marks a `str` as text that people typed.

    Args:
        max: its most characters.
        max_bytes: its most bytes in UTF-8; None for no limit beyond `max`.
        filled: whether it is stripped, and refused when nothing is left.
    """

    max: int
    max_bytes: int | None = None
    filled: bool = False

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        described = handler(schema)
        pattern = r"^[^\u0000]*\S[^\u0000]*$" if self.filled else r"^[^\u0000]*$"
        described.update(maxLength=self.max, pattern=pattern)
        if self.filled:
            described["minLength"] = 1
        return described

    def _checked(self, text: str) -> str:
        if "\x00" in text:
            raise PydanticCustomError("text_nul", "Text may not contain NUL characters")
        try:
            size = len(text.encode())
        except UnicodeEncodeError:
            raise PydanticCustomError(
                "string_unicode", "Text may not contain lone surrogates"
            ) from None
        if self.filled:
            text = text.strip()
            if not text:
                raise PydanticCustomError("text_empty", "Text may not be empty")
        if len(text) > self.max:
            raise PydanticCustomError(
                "string_too_long", "Text may have at most {max} characters", {"max": self.max}
            )
        if self.max_bytes is not None and size > self.max_bytes:
            raise PydanticCustomError(
                "text_too_large", "Text may have at most {max} bytes", {"max": self.max_bytes}
            )
        return text


ShortText = Annotated[str, Typed(500)]
"""Text of a line or so. For another length: `Annotated[str, Typed(80)]`."""

LongText = Annotated[str, Typed(100_000, max_bytes=100_000)]
"""Text of up to 100 kB, such as a description in Markdown."""

Name = Annotated[str, Typed(120, filled=True)]
"""What a thing is called: 1 to 120 characters, without white space around them."""
