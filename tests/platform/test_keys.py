"""Key files, rotation, and what is encrypted at rest."""

import base64
import os
import stat
from pathlib import Path

import pytest

from trivet.platform.crypto import Cipher, Undecryptable
from trivet.platform.errors import StartupError
from trivet.platform.keys import (
    FILE,
    Keys,
    MasterKey,
    Purpose,
    load_keys,
    new_keys,
    rotate_keys,
)

KID = Purpose.ACCESS_TOKENS


def test_a_first_run_makes_a_key_that_only_its_owner_can_read(tmp_path: Path) -> None:
    made = load_keys(tmp_path / "data")
    path = tmp_path / "data" / FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_keys(tmp_path / "data").first(KID) == made.first(KID)
    assert [file.name for file in path.parent.iterdir()] == [FILE]


def test_a_rotation_puts_a_fresh_key_first_and_keeps_the_old_one(tmp_path: Path) -> None:
    before = load_keys(tmp_path)
    after = rotate_keys(tmp_path)
    assert after.first(KID) != before.first(KID)
    assert after.named(KID, before.first(KID).kid) == before.first(KID)
    assert load_keys(tmp_path).every(KID) == after.every(KID)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_each_purpose_has_a_key_of_its_own_under_one_name() -> None:
    keys = new_keys()
    derived = [keys.first(purpose) for purpose in Purpose]
    assert len({key.secret for key in derived}) == len(Purpose)
    assert len({key.kid for key in derived}) == 1


def test_secrets_are_not_printed() -> None:
    master = MasterKey(b"0123456789abcdef0123456789abcdef")
    assert "0123" not in repr(master) + repr(Keys([master]).first(KID))


def test_given_keys_win_in_any_alphabet_and_no_file_is_made(tmp_path: Path) -> None:
    one, two = bytes(range(224, 256)), b"\xff" * 32
    texts = [base64.b64encode(one).decode(), base64.urlsafe_b64encode(two).decode().rstrip("=")]
    keys = load_keys(tmp_path, given=f" {texts[0]},\n{texts[1]} ")
    assert keys.every(KID) == Keys([MasterKey(one), MasterKey(two)]).every(KID)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("given", ["secret", "c2hvcnQ=", "ü", "!" * 44])
def test_a_given_text_that_is_no_key_is_refused_in_one_line(tmp_path: Path, given: str) -> None:
    with pytest.raises(StartupError, match=r"^TRIVET_MASTER_KEY .*openssl rand -base64 32`$"):
        load_keys(tmp_path, given=given)


def test_several_servers_must_be_given_their_keys(tmp_path: Path) -> None:
    with pytest.raises(StartupError, match=r"^No keys: set TRIVET_MASTER_KEY .*$"):
        load_keys(tmp_path, make=False)


@pytest.mark.parametrize("content", [b"", b"# nothing\n", b"half a key\n", b"\xff\xfe\n"])
def test_a_damaged_key_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / FILE
    path.touch(mode=0o600)
    path.write_bytes(content)
    with pytest.raises(StartupError, match=r"^The key file .* is damaged .*$"):
        load_keys(tmp_path)
    assert path.read_bytes() == content


def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    load_keys(tmp_path)
    (tmp_path / FILE).chmod(0o640)
    with pytest.raises(StartupError, match=r"run `chmod 600 .*`$"):
        load_keys(tmp_path)


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file, not a folder")
    with pytest.raises(StartupError, match=r"^Cannot .* the key file .*TRIVET_MASTER_KEY$"):
        load_keys(tmp_path / "data")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StartupError, match=r"^Cannot write the key file"):
            load_keys(tmp_path)
    finally:
        tmp_path.chmod(0o700)


def test_what_is_encrypted_opens_again_after_a_rotation() -> None:
    old, fresh = MasterKey(b"o" * 32), MasterKey(b"n" * 32)
    stored = Cipher(Keys([old])).encrypt("gho_ä")
    assert "gho" not in stored
    both = Cipher(Keys([fresh, old]))
    assert both.decrypt(stored) == "gho_ä"
    assert Cipher(Keys([fresh])).decrypt(both.renewed(stored)) == "gho_ä"


def test_what_none_of_our_keys_opens_is_refused() -> None:
    stored = Cipher(new_keys()).encrypt("secret")
    other = Cipher(new_keys())
    for wrong in (stored, stored[:-4], "", "no token"):
        with pytest.raises(Undecryptable):
            other.decrypt(wrong)
    with pytest.raises(Undecryptable):
        other.renewed(stored)


def test_what_was_encrypted_for_one_purpose_does_not_open_for_another() -> None:
    keys = new_keys()
    with pytest.raises(Undecryptable):
        Cipher(keys, Purpose.CSRF).decrypt(Cipher(keys).encrypt("secret"))
