"""What is said to GitHub, and what proves that it was GitHub who said something."""

import hmac
import re
from hashlib import sha256

_SIGNATURE = re.compile(r"sha256=[0-9a-fA-F]{64}")


class GitHubClient:
    """Speaks with GitHub."""

    def validate_webhook_signature(self, payload: bytes, signature: str, secret: str) -> bool:
        """Whether a body was signed with a secret ("Validating webhook deliveries", GitHub).

        Compared in constant time.

        Args:
            payload: the body, byte for byte as it came.
            signature: the header `X-Hub-Signature-256`, `sha256=` and 64 hex digits.
            secret: the webhook's secret.
        """
        if _SIGNATURE.fullmatch(signature) is None:
            return False
        digest = hmac.new(secret.encode(), payload, sha256).hexdigest()
        return hmac.compare_digest(f"sha256={digest}", signature.lower())
