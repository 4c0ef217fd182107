"""The contract, held before another program that plays GitHub."""

from contextlib import AbstractAsyncContextManager

from tests.support.fake_github.contract import Contract
from tests.support.playing.proxy import ContractProxy, proxy


def contract_proxy(
    upstream: str, *, answers: bool = False
) -> AbstractAsyncContextManager[ContractProxy]:
    """A proxy on a free port of this machine.

    Args:
        upstream: where the other program is reached, without a slash at the end.
        answers: whether its answers are checked as well.
    """
    return proxy(upstream, Contract(), answers=answers)
