"""Which pages may open a socket."""

import pytest

from trivet.realtime.origin import allowed

HOST = "trivet.example"


@pytest.mark.parametrize(
    ("origin", "host", "named", "by_cookie", "expected"),
    [
        (None, HOST, (), True, True),  # no browser
        ("https://trivet.example", HOST, (), True, True),
        ("https://TRIVET.example", HOST, (), True, True),
        ("https://trivet.example", "trivet.example:443", (), True, True),
        ("http://trivet.example:80", HOST, (), True, True),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", (), True, True),
        ("http://[::1]:8000", "[::1]:8000", (), True, True),
        ("http://127.0.0.1:8001", "127.0.0.1:8000", (), True, False),
        ("https://trivet.example", "trivet.example:80", (), True, False),
        ("https://evil.example", HOST, (), True, False),
        ("https://evil.example", HOST, (), False, False),
        ("https://trivet.example.evil.example", HOST, (), True, False),
        ("https://trivet.example@evil.example", HOST, (), True, False),
        ("null", HOST, (), True, False),
        ("", HOST, (), True, False),
        ("https://trivet.example:x", HOST, (), True, False),
        ("https://trivet.example", None, (), True, False),
        # A proxy that gives us another name.
        ("https://trivet.example", "inner:8000", ("https://trivet.example",), True, True),
        ("http://trivet.example", "inner:8000", ("https://trivet.example",), True, False),
        ("https://tool.example", HOST, (None, "https://tool.example"), True, True),
        # Everybody, but not with a cookie that travels by itself.
        ("https://evil.example", HOST, ("*",), True, False),
        ("https://tool.example", HOST, ("*",), False, True),
        ("null", HOST, ("*",), False, True),
        ("null", HOST, ("*",), True, False),
    ],
)
def test_origins(
    origin: str | None,
    host: str | None,
    named: tuple[str | None, ...],
    by_cookie: bool,
    expected: bool,
) -> None:
    assert allowed(origin, host, named, by_cookie=by_cookie) is expected
