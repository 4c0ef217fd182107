"""People paste what their browser shows, or write what GitHub's own short form is."""

import pytest

from trivet.github.pull_request_addresses import PullRequestAddress, pull_request_address

ENTERPRISE = "https://ghe.example:8443/github"


@pytest.mark.parametrize(
    "text",
    [
        "https://github.com/acme/rocket/pull/12",
        "  https://github.com/acme/rocket/pull/12\n",
        "https://github.com/acme/rocket/pull/12/",
        "https://github.com/acme/rocket/pull/12/files",
        "https://github.com/acme/rocket/pull/12/commits/0a1b2c?w=1",
        "https://github.com/acme/rocket/pull/12?notification_referrer_id=x",
        "https://github.com/acme/rocket/pull/12#issuecomment-99",
        "https://github.com/acme/rocket/pull/12/files#diff-0/x?y",
        "https://www.github.com/acme/rocket/pull/12",
        "https://GitHub.com/acme/rocket/pull/12",
        "http://github.com/acme/rocket/pull/12",
        "github.com/acme/rocket/pull/12",
        "https://github.com/acme/rocket/pulls/12",
        "acme/rocket#12",
    ],
)
def test_it_is_found_in_what_people_paste(text: str) -> None:
    assert pull_request_address(text) == PullRequestAddress("acme/rocket", 12)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "#12",
        "rocket#12",
        "acme/rocket",
        "acme/rocket#0",
        "acme/rocket#12x",
        "acme/rocket#99999999999",
        "acme/rocket#9999999999",
        "acme/..#12",
        "https://github.com/acme/rocket",
        "https://github.com/acme/rocket/pulls",
        "https://github.com/acme/rocket/issues/12",
        "https://github.com/acme/rocket/pull/twelve",
        "https://github.com/acme/rocket/pull/12abc",
        "https://github.com/acme/rocket/tree/pull/12",
        "https://github.com.example/acme/rocket/pull/12",
        "https://gitlab.com/acme/rocket/pull/12",
        "https://github.com:99999/acme/rocket/pull/12",
        "https://[github.com/acme/rocket/pull/12",
        "ftp://github.com/acme/rocket/pull/12",
        "javascript://github.com/acme/rocket/pull/12",
        "https:///acme/rocket/pull/12",
        "https://github.com/acme/rocket/pull/\u0661\u0662",
    ],
)
def test_what_is_none_is_none(text: str) -> None:
    assert pull_request_address(text) is None


def test_an_enterprise_server_has_addresses_of_its_own() -> None:
    own = f"{ENTERPRISE}/acme/rocket/pull/12/files"
    assert pull_request_address(own, ENTERPRISE) == PullRequestAddress("acme/rocket", 12)
    assert pull_request_address("acme/rocket#12", ENTERPRISE) is not None
    for other in (
        "https://github.com/acme/rocket/pull/12",
        "https://ghe.example/github/acme/rocket/pull/12",
        "https://ghe.example:8443/acme/rocket/pull/12",
        "https://ghe.example:8443/githubs/acme/rocket/pull/12",
    ):
        assert pull_request_address(other, ENTERPRISE) is None, other
