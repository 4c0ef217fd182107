"""What is taken for an e-mail address, and what is shown of one."""

import pytest

from trivet.auth.addresses import folded, is_address, masked


@pytest.mark.parametrize(
    "text",
    [
        "bob@example.com",
        "Bob.O'Neil+trivet@mail.example.co.uk",
        "b@localhost",
        "!#$%&'*+-/=?^_`{|}~@x--y.example",
        "b" * 64 + "@example.com",
        "b" * 64 + "@" + "d" * 63 + "." + "d" * 63 + "." + "d" * 61,
    ],
)
def test_what_is_an_address(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "bob", "@example.com", "bob@", "a@b@example.com", "bob @example.com"),
        *("bob@example.com\r\nBcc: eve@example.com", "bob@example.com\n", "bob@exam\tple.com"),
        *("bob\x00@example.com", "bob\x7f@example.com", "bob\u2028@example.com"),
        *("bob@example.com,eve@example.com", "bob@example.com;eve@example.com"),
        *("Bob <bob@example.com>", '"bob"@example.com', "bob(here)@example.com", "bob\\@x.de"),
        *("bob@-example.com", "bob@example-.com", "bob@example..com", "bob@.com", "bob@x_y.de"),
        *(".bob@example.com", "bob.@example.com", "b..b@example.com", "bob@[127.0.0.1]"),
        *("\u212aate@example.com", "kate@e\u0445ample.com", "bob\ud800@example.com"),
        "b" * 65 + "@example.com",
        "bob@" + "d" * 64 + ".com",
        "b" * 64 + "@" + "d" * 63 + "." + "d" * 63 + "." + "d" * 62,
    ],
)
def test_what_is_none(text: str) -> None:
    assert not is_address(text)
    # Two steps in either order: what is none does not fold into one.
    if text == text.strip():
        assert not is_address(folded(text))


def test_capitals_do_not_matter() -> None:
    assert folded(" Bob@Example.COM\n") == "bob@example.com"


@pytest.mark.parametrize(
    ("address", "shown"),
    [("ada@example.com", "a…@example.com"), ("a@example.com", "a…@example.com")],
)
def test_an_address_is_shown_to_strangers_in_part(address: str, shown: str) -> None:
    assert masked(address) == shown
