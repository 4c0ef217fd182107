"""What people recognise a session by."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trivet.auth.devices import LONGEST_USER_AGENT, UNKNOWN_DEVICE, device_name, tidied

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
CHROME = f"{WEBKIT} Chrome/126.0.0.0 Safari/537.36"
SAMSUNG = f"{WEBKIT} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36"
SAFARI = f"{WEBKIT} Version/17.5 Safari/605.1.15"
CRIOS = f"{WEBKIT} CriOS/126.0 Mobile/15E148 Safari/604.1"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
            "Firefox on Linux",
        ),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME}", "Chrome on Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Edg/126.0.0.0", "Edge on Windows"),
        (f"Mozilla/5.0 (Linux; Android 14; Pixel 8) {CHROME} EdgA/126.0.0.0", "Edge on Android"),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {CHROME} OPR/111.0", "Opera on macOS"),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {CHROME}", "Chrome on ChromeOS"),
        (f"Mozilla/5.0 (Linux; Android 14) {SAMSUNG}", "Samsung Internet on Android"),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) {SAFARI}", "Safari on macOS"),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) {CRIOS}", "Chrome on iPhone"),
        ("Mozilla/5.0 (compatible; Konqueror/5.0; Linux)", "Linux"),
        ("curl/8.5.0", "curl"),
        ("python-httpx/0.27.0", "python-httpx"),
        ("Mozilla/5.0", UNKNOWN_DEVICE),
        ("?!", UNKNOWN_DEVICE),
        (None, UNKNOWN_DEVICE),
    ],
)
def test_a_device_is_named_as_people_would(user_agent: str | None, name: str) -> None:
    assert device_name(user_agent) == name


@settings(deadline=None)
@given(st.text(max_size=400))
def test_whatever_a_device_calls_itself_can_be_stored_and_shown(said: str) -> None:
    kept = tidied(said)
    assert kept is None or (0 < len(kept) <= LONGEST_USER_AGENT and kept.isprintable())
    assert 0 < len(device_name(kept)) <= 60


def test_control_characters_are_left_out() -> None:
    assert tidied("cu\x00rl\r\n/8\x1b[31m\x7f") == "curl/8[31m"
    assert tidied("\x00 ") is None
    assert tidied(None) is None
