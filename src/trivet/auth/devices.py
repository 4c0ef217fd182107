"""From what somebody signs in: kept so that people recognise their sessions. Pure rules."""

import re
from dataclasses import dataclass

LONGEST_USER_AGENT = 300
UNKNOWN_DEVICE = "Unknown device"

# Browsers name those that they descend from as well: the most particular name stands first.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
# The same goes for systems: Android is a Linux, and an iPhone is "like Mac OS X".
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
_PROGRAM = re.compile(r"[A-Za-z][\w.-]{0,39}(?=/|$)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Device:
    """From what somebody signs in, or refreshes.

    Args:
        user_agent: what it calls itself, as `tidied` leaves it; None if it does not say.
        address: its IP address; None where there is none.
    """

    user_agent: str | None = None
    address: str | None = None


UNKNOWN = Device()


def tidied(user_agent: str | None) -> str | None:
    """A `User-Agent` as it is stored: without control characters, at most 300 characters."""
    if user_agent is None:
        return None
    plain = "".join(letter for letter in user_agent if letter.isprintable())
    return plain[:LONGEST_USER_AGENT].strip() or None


def device_name(user_agent: str | None) -> str:
    """What people call a device, such as "Firefox on Linux".

    Args:
        user_agent: what it calls itself; None if it did not say.
    """
    if not user_agent:
        return UNKNOWN_DEVICE
    browser, system = _first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent)
    if browser is not None and system is not None:
        return f"{browser} on {system}"
    program = _PROGRAM.match(user_agent)
    if browser is None and program is not None and program[0] != "Mozilla":
        return program[0]
    return browser or system or UNKNOWN_DEVICE


def _first(names: tuple[tuple[str, str], ...], user_agent: str) -> str | None:
    return next((name for sign, name in names if sign in user_agent), None)
