"""The key with which the Apps of tests sign their JWTs."""

from dataclasses import dataclass
from functools import cache

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

BITS = 2_048


@dataclass(frozen=True)
class KeyPair:
    """An RSA key.

    Args:
        private: as GitHub gives it to who registers an App; PEM, PKCS#1.
        public: PEM.
    """

    private: str
    public: str


@cache
def key_pair(of: str = "trivet") -> KeyPair:
    """A key; the same for the same name, for it takes a while to make one."""
    key = rsa.generate_private_key(public_exponent=65_537, key_size=BITS)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return KeyPair(private.decode(), public.decode())
