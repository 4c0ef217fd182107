"""Shapes as one writes them: held to what Miro accepts before it is asked.

Source: Miro's description of REST API 2.0 ("Create shape item", "Update shape item"). Flowchart shapes are
part of `/v2-experimental` alone, and refused by the address that we use.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

from trivet.platform.schemas import Body
from trivet.platform.web.text import Typed

MOST_TEXT = 6_000
"""Characters of a text with its markup; Miro refuses longer ones."""
MOST_AT_ONCE = 500


class ShapeName(StrEnum):
    """The basic shapes."""

    RECTANGLE = "rectangle"
    ROUND_RECTANGLE = "round_rectangle"
    CIRCLE = "circle"
    TRIANGLE = "triangle"
    RHOMBUS = "rhombus"
    PARALLELOGRAM = "parallelogram"
    TRAPEZOID = "trapezoid"
    PENTAGON = "pentagon"
    HEXAGON = "hexagon"
    OCTAGON = "octagon"
    WEDGE_ROUND_RECTANGLE_CALLOUT = "wedge_round_rectangle_callout"
    STAR = "star"
    FLOW_CHART_PREDEFINED_PROCESS = "flow_chart_predefined_process"
    CLOUD = "cloud"
    CROSS = "cross"
    CAN = "can"
    RIGHT_ARROW = "right_arrow"
    LEFT_ARROW = "left_arrow"
    LEFT_RIGHT_ARROW = "left_right_arrow"
    LEFT_BRACE = "left_brace"
    RIGHT_BRACE = "right_brace"


class FontFamily(StrEnum):
    """The fonts."""

    ARIAL = "arial"
    ABRIL_FATFACE = "abril_fatface"
    BANGERS = "bangers"
    EB_GARAMOND = "eb_garamond"
    GEORGIA = "georgia"
    GRADUATE = "graduate"
    GRAVITAS_ONE = "gravitas_one"
    FREDOKA_ONE = "fredoka_one"
    NIXIE_ONE = "nixie_one"
    OPEN_SANS = "open_sans"
    PERMANENT_MARKER = "permanent_marker"
    PT_SANS = "pt_sans"
    PT_SANS_NARROW = "pt_sans_narrow"
    PT_SERIF = "pt_serif"
    RAMMETTO_ONE = "rammetto_one"
    ROBOTO = "roboto"
    ROBOTO_CONDENSED = "roboto_condensed"
    ROBOTO_SLAB = "roboto_slab"
    CAVEAT = "caveat"
    TIMES_NEW_ROMAN = "times_new_roman"
    TITAN_ONE = "titan_one"
    LEMON_TUESDAY = "lemon_tuesday"
    ROBOTO_MONO = "roboto_mono"
    NOTO_SANS = "noto_sans"
    PLEX_SANS = "plex_sans"
    PLEX_SERIF = "plex_serif"
    PLEX_MONO = "plex_mono"
    SPOOF = "spoof"
    TIEMPOS_TEXT = "tiempos_text"
    FORMULAR = "formular"


Color = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$", examples=["#1a1a1a"])]
ItemId = Annotated[str, Field(pattern=r"^[0-9]{1,20}$", description="Miro's id, a decimal.")]


# What `float` reads is more: other scripts' digits, `1_4`, spaces, exponents. Miro may not.
_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")


def _between(low: float, high: float) -> Callable[[str | float], str]:
    """A number in a text, which is how Miro has them in styles; a number is taken, too."""

    def check(value: str | float) -> str:
        text = value if isinstance(value, str) else f"{value:.6f}".rstrip("0").rstrip(".")
        if _NUMBER.fullmatch(text) is None or not low <= float(value) <= high:
            raise ValueError(f"must be a number from {low:g} to {high:g}, such as 12 or 0.5")
        return text

    return check


Opacity = Annotated[str | float, AfterValidator(_between(0, 1))]
Width = Annotated[str | float, AfterValidator(_between(1, 24))]
FontSize = Annotated[str | float, AfterValidator(_between(10, 288))]


def left_out() -> Any:
    """What a member is that was not given: nothing, and not sent. Null is refused: what Miro makes of it is
    documented nowhere.
    """
    return None


class MiroBody(Body):
    """A body in Miro's own camelCase."""

    model_config = ConfigDict(alias_generator=to_camel)


class ShapeData(MiroBody):
    """What a shape says, and which one it is."""

    content: Annotated[str, Typed(MOST_TEXT)] = Field(
        default_factory=left_out, description="Text, with the few tags of HTML that Miro knows."
    )
    shape: Annotated[ShapeName, Field(strict=False)] = Field(default_factory=left_out)


class ShapeStyle(MiroBody):
    """How a shape looks."""

    border_color: Color = Field(default_factory=left_out)
    border_opacity: Opacity = Field(default_factory=left_out)
    border_style: Literal["normal", "dotted", "dashed"] = Field(default_factory=left_out)
    border_width: Width = Field(default_factory=left_out)
    color: Color = Field(default_factory=left_out)
    fill_color: Color = Field(default_factory=left_out)
    fill_opacity: Opacity = Field(default_factory=left_out)
    font_family: Annotated[FontFamily, Field(strict=False)] = Field(default_factory=left_out)
    font_size: FontSize = Field(default_factory=left_out)
    text_align: Literal["left", "center", "right"] = Field(default_factory=left_out)
    text_align_vertical: Literal["top", "middle", "bottom"] = Field(default_factory=left_out)


Coordinate = Annotated[float, Field(ge=-1e9, le=1e9, allow_inf_nan=False)]
Length = Annotated[float, Field(gt=0, le=100_000, allow_inf_nan=False)]


class Position(MiroBody):
    """Where the centre of an item is; both are given, or the item stays where it is."""

    x: Coordinate
    y: Coordinate


class Geometry(MiroBody):
    """How large an item is, in pixels, and how it is turned, in degrees."""

    width: Length = Field(default_factory=left_out)
    height: Length = Field(default_factory=left_out)
    rotation: Annotated[float, Field(ge=-360, le=360, allow_inf_nan=False)] = Field(
        default_factory=left_out
    )


class Parent(MiroBody):
    """The frame that an item is in."""

    id: ItemId


class ShapeBody(MiroBody):
    """A shape; what is left out is as Miro has it."""

    data: ShapeData = Field(default_factory=left_out)
    style: ShapeStyle = Field(default_factory=left_out)
    position: Position = Field(default_factory=left_out)
    geometry: Geometry = Field(default_factory=left_out)
    parent: Parent = Field(default_factory=left_out)

    def sent(self) -> dict[str, Any]:
        """What Miro is sent: the members that were given, and none of a default."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)


class ShapeChange(ShapeBody):
    """What changes of a shape; what is left out stays."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any(self.sent().values()):
            raise ValueError("say what changes")
        return self
