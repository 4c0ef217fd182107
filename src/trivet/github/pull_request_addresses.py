"""Where pull requests are, as people write it. Pure functions."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_FULL_NAME = r"([A-Za-z0-9][A-Za-z0-9_-]{0,38})/([A-Za-z0-9._-]{1,100})"
_NUMBER = r"([1-9][0-9]{0,9})"
_SHORT = re.compile(rf"{_FULL_NAME}#{_NUMBER}", re.ASCII)
_PATH = re.compile(rf"/{_FULL_NAME}/pulls?/{_NUMBER}(?:/.*)?", re.ASCII)
_GITHUB = "https://github.com"
_LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class PullRequestAddress:
    """A pull request, as somebody names it.

    Args:
        full_name: of its repository, such as `acme/rocket`, in any case.
        number: its own.
    """

    full_name: str
    number: int


def pull_request_address(text: str, github_url: str = _GITHUB) -> PullRequestAddress | None:
    """What an address, or `acme/rocket#12`, names; None if that is no pull request.

    Args:
        text: such as `https://github.com/acme/rocket/pull/12/files?w=1#diff`; with or without what
            follows the number, and with or without the scheme.
        github_url: the address of the GitHub that we use, an Enterprise Server perhaps.
    """
    said = text.strip()
    short = _SHORT.fullmatch(said)
    if short is not None:
        return _address(*short.groups())
    where = _split(said)
    home = _split(github_url.rstrip("/"))
    if where is None or home is None or where[0] != home[0]:
        return None
    if not where[1].startswith(f"{home[1]}/"):
        return None
    path = _PATH.fullmatch(where[1].removeprefix(home[1]))
    return None if path is None else _address(*path.groups())


def _address(owner: str, name: str, number: str) -> PullRequestAddress | None:
    if name in {".", ".."} or int(number) > _LARGEST:
        return None
    return PullRequestAddress(f"{owner}/{name}", int(number))


def _split(address: str) -> tuple[str, str] | None:
    """Host with port, and path, of an address of the web; None if it is none."""
    text = address if "://" in address else f"https://{address}"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    host = parts.hostname.removeprefix("www.")
    usual = {"http": 80, "https": 443}[parts.scheme]
    return host if port in {None, usual} else f"{host}:{port}", parts.path
