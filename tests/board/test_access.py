"""Who gets in, and who does not."""

from __future__ import annotations

import hmac

import pytest

from bundler.board.access import ALPHABET, MOST_PEOPLE, MOST_TRIES, MOST_WRONG, Access, NotLetIn
from bundler.board.limits import Rate, network

HERE, THERE = "192.168.1.5", "192.168.1.6"
SUPPLIERS = ("S1", "S2")


class Notes:
    """Facts that are kept as long as the test lasts."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def fact(self, key: str) -> str | None:
        return self.kept.get(key)

    def set_fact(self, key: str, value: str | None) -> None:
        if value is None:
            self.kept.pop(key, None)
        else:
            self.kept[key] = value

    def facts(self, prefix: str) -> dict[str, str]:
        return {key: value for key, value in self.kept.items() if key.startswith(prefix)}


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def access(notes: Notes) -> Access:
    return Access(notes)


def wrong_codes(access: Access, count: int, address: str = HERE) -> list[int]:
    """The statuses of so many wrong codes."""
    statuses = []
    for _ in range(count):
        with pytest.raises(NotLetIn) as refused:
            access.join("2222-2222", "", SUPPLIERS, address)
        statuses.append(refused.value.status)
    return statuses


def test_the_code_lets_in_a_supplier_and_a_viewer(access: Access) -> None:
    supplier = access.person(access.join(access.code, "S1", SUPPLIERS, HERE))
    viewer = access.person(access.join(access.code, "", SUPPLIERS, HERE))
    assert supplier is not None
    assert viewer is not None
    assert (supplier.role, supplier.supplier_id, supplier.who) == ("supplier", "S1", "supplier S1")
    assert (viewer.role, viewer.supplier_id, viewer.who) == ("viewer", "", "viewer")


def test_a_code_may_be_typed_in_small_letters_and_without_its_dash(access: Access) -> None:
    assert access.join(access.code.lower().replace("-", " "), "", SUPPLIERS, HERE)


def test_the_code_is_long_and_has_no_letters_that_look_alike(access: Access) -> None:
    assert len(access.code.replace("-", "")) == 8
    assert not set("0O1IL") & set(ALPHABET)
    assert Access(Notes()).code != access.code


@pytest.mark.parametrize("code", ["", "-", "2222-2222", "\x00", "é" * 8, "\ud800", "A" * 10_000])
def test_no_other_code_lets_anyone_in(access: Access, code: str) -> None:
    with pytest.raises(NotLetIn):
        access.join(code, "", SUPPLIERS, HERE)


def test_a_supplier_that_is_not_in_the_data_is_refused(access: Access, notes: Notes) -> None:
    with pytest.raises(NotLetIn):
        access.join(access.code, "S9", SUPPLIERS, HERE)
    assert not notes.facts("person:")


def test_the_join_code_gives_no_right_of_the_facilitator(access: Access) -> None:
    for secret in (access.code, "", access.secret[:-1], access.secret + "x", access.secret.swapcase()):
        with pytest.raises(NotLetIn):
            access.facilitate(secret, HERE)


def test_the_secret_makes_a_facilitator(access: Access) -> None:
    person = access.person(access.facilitate(access.secret, HERE))
    assert person is not None
    assert (person.role, person.who) == ("facilitator", "facilitator")


def test_wrong_codes_are_limited_by_address_and_the_right_one_waits_too(access: Access) -> None:
    assert wrong_codes(access, MOST_WRONG + 3) == [403] * MOST_WRONG + [429] * 3
    with pytest.raises(NotLetIn) as refused:
        access.join(access.code, "", SUPPLIERS, HERE)
    assert refused.value.status == 429
    with pytest.raises(NotLetIn) as refused:
        access.facilitate(access.secret, HERE)
    assert refused.value.status == 429
    assert access.join(access.code, "", SUPPLIERS, THERE)


def test_right_codes_are_limited_too(access: Access) -> None:
    for _ in range(MOST_TRIES):
        access.join(access.code, "", SUPPLIERS, HERE)
    with pytest.raises(NotLetIn):
        access.join(access.code, "", SUPPLIERS, HERE)


def test_after_a_minute_one_may_try_again() -> None:
    now = 0.0
    rate = Rate(2, 60.0, clock=lambda: now)
    assert [rate.allow("a") for _ in range(3)] == [True, True, False]
    now = 59.9
    assert not rate.allow("a")
    now = 60.0
    assert rate.allow("a")


def test_ever_new_names_cost_no_memory() -> None:
    rate = Rate(2, 60.0, names=10)
    for number in range(1000):
        rate.count(str(number))
    assert len(rate._events) == 10
    assert rate.allow("999")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8::1", "2001:db8::ffff:2"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("fe80::1%eth0", "fe80::2%eth0"),
    ],
)
def test_one_device_cannot_try_from_ever_new_addresses(one: str, other: str) -> None:
    assert network(one) == network(other)
    assert network(one) != network("2001:db8:1::1")


def test_only_hashes_are_kept(access: Access, notes: Notes) -> None:
    tokens = [access.join(access.code, "S1", SUPPLIERS, HERE), access.facilitate(access.secret, HERE)]
    kept = str(notes.kept)
    assert not any(token in kept for token in tokens)
    assert access.secret not in kept


def test_a_cookie_outlives_a_restart_and_so_does_the_code(access: Access, notes: Notes) -> None:
    token = access.join(access.code, "S2", SUPPLIERS, HERE, "nl", "dark")
    again = Access(notes)
    assert again.person(token) == access.person(token)
    assert again.code == access.code


def test_the_secret_does_not_outlive_a_restart(access: Access, notes: Notes) -> None:
    with pytest.raises(NotLetIn):
        Access(notes).facilitate(access.secret, HERE)


def test_who_left_is_nobody_also_after_a_restart(access: Access, notes: Notes) -> None:
    token = access.join(access.code, "", SUPPLIERS, HERE)
    person = access.person(token)
    assert person is not None
    access.leave(person)
    assert access.person(token) is None
    assert Access(notes).person(token) is None
    access.choose(person, lang="nl")
    assert access.person(token) is None


@pytest.mark.parametrize("token", [None, "", "x", "a" * 129, "\ud800", "é", "person:"])
def test_a_made_up_token_is_nobody(access: Access, token: str | None) -> None:
    access.join(access.code, "", SUPPLIERS, HERE)
    assert access.person(token) is None


def test_the_hash_that_is_kept_is_no_token(access: Access) -> None:
    person = access.person(access.facilitate(access.secret, HERE))
    assert person is not None
    assert access.person(person.key) is None


def test_people_are_limited_and_the_facilitator_stays(access: Access, notes: Notes) -> None:
    token = access.facilitate(access.secret, THERE)
    for number in range(MOST_PEOPLE + 20):
        access.join(access.code, "", SUPPLIERS, f"10.0.{number // 50}.1")
    assert len(notes.facts("person:")) == MOST_PEOPLE
    assert access.person(token) is not None


def test_who_has_the_board_open_stays_however_many_come(access: Access) -> None:
    """A flood of joins with the code on the wall throws nobody out who takes part."""
    tokens = [access.join(access.code, named, SUPPLIERS, HERE) for named in ("", "S1")]
    people = [access.person(token) for token in tokens]
    access.looking = lambda: [person.key for person in people if person is not None]
    gone: list[str] = []
    access.sent_out = gone.append
    for number in range(MOST_PEOPLE + 20):
        access.join(access.code, "S2", SUPPLIERS, f"10.0.{number // 50}.1")
    assert [access.person(token) for token in tokens] == people
    assert len(gone) == 22


def test_language_and_theme_are_kept(access: Access, notes: Notes) -> None:
    token = access.join(access.code, "", SUPPLIERS, HERE)
    person = access.person(token)
    assert person is not None
    access.choose(person, lang="nl")
    access.choose(person, theme="dark")
    kept = Access(notes).person(token)
    assert kept is not None
    assert (kept.lang, kept.theme) == ("nl", "dark")


def test_secrets_are_compared_in_constant_time(access: Access, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every comparison of code, secret and token goes through ``hmac.compare_digest``, at one length."""
    real, seen = hmac.compare_digest, list[tuple[int, int]]()

    def compare(a: bytes, b: bytes) -> bool:
        seen.append((len(a), len(b)))
        return real(a, b)

    monkeypatch.setattr(hmac, "compare_digest", compare)
    token = access.join(access.code, "", SUPPLIERS, HERE)
    access.facilitate(access.secret, HERE)
    access.person(token)
    wrong_codes(access, 1)
    assert seen == [(64, 64)] * 4


def test_a_suppliers_own_code_lets_in_as_that_supplier_only(access: Access) -> None:
    """Named or not; never as another one, nor to look."""
    code = access.code_of("S2")
    assert code == access.code_of("S2") != access.code_of("S1") != access.code
    for named in ("", "S2"):
        person = access.person(access.join(code.lower(), named, SUPPLIERS, HERE))
        assert person is not None
        assert (person.role, person.supplier_id) == ("supplier", "S2")
    with pytest.raises(NotLetIn) as refused:
        access.join(code, "S1", SUPPLIERS, HERE)
    assert refused.value.status == 403


def test_with_the_general_code_one_may_be_let_only_look(access: Access, notes: Notes) -> None:
    """That holds after a restart too, and own codes stay as they are."""
    access.let_choose(False)
    own = access.code_of("S1")
    again = Access(notes)
    assert again.code_of("S1") == own
    for door in (access, again):
        with pytest.raises(NotLetIn, match="only look"):
            door.join(door.code, "S1", SUPPLIERS, HERE)
        viewer = door.person(door.join(door.code, "", SUPPLIERS, HERE))
        assert viewer is not None
        assert viewer.role == "viewer"
    again.let_choose(True)
    assert Access(notes).join(again.code, "S1", SUPPLIERS, HERE)


def test_who_is_sent_out_is_nobody_and_has_no_code_any_more(access: Access, notes: Notes) -> None:
    """Others stay."""
    code = access.code_of("S1")
    gone, stays = access.join(code, "", SUPPLIERS, HERE), access.join(access.code, "S2", SUPPLIERS, HERE)
    assert access.browsers() == {"S1": 1, "S2": 1}
    assert [person.supplier_id for person in access.dismiss("S1")] == ["S1"]
    for door in (access, Access(notes)):
        assert door.person(gone) is None
        assert door.person(stays) is not None
        with pytest.raises(NotLetIn):
            door.join(code, "", SUPPLIERS, HERE)
    assert access.code_of("S1") != code


def test_guesses_at_own_codes_are_limited_like_any_other(access: Access) -> None:
    access.code_of("S1")
    assert wrong_codes(access, MOST_WRONG + 1)[-1] == 429
    with pytest.raises(NotLetIn):
        access.join(access.code_of("S1"), "", SUPPLIERS, HERE)
