"""Who may do what: the facilitator's secret, the join code, and the cookies that stand for them."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import threading
from collections import Counter
from collections.abc import Callable, Collection
from typing import Any, NamedTuple, Protocol

from bundler.board.limits import Rate, network
from bundler.board.view_model import Role, Theme
from bundler.errors import BundlerError
from bundler.i18n import Lang, Text

# Without the letters and figures that look alike, so that it can be read from a screen and said aloud.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 8
MOST_WRONG = 10  # wrong codes a minute from one address: then it waits, also with the right one
MOST_TRIES = 60  # all joins a minute from one address
MOST_PEOPLE = 500
_PERSON, _CODE, _CODE_OF, _CHOOSE = "person:", "join-code", "join-code:", "join-choose"

_WRONG = Text(
    "That is not the code on the screen in the room.", "Dat is niet de code op het scherm in de zaal."
)
_TOO_OFTEN = Text(
    "That was tried too often. Wait a minute and try again.",
    "Dat is te vaak geprobeerd. Wacht een minuut en probeer het opnieuw.",
)
_ONLY_LOOK = Text(
    "With this code you can only look. A supplier has a code of its own: ask the facilitator.",
    "Met deze code kunt u alleen meekijken. Een leverancier heeft een eigen code: vraag de begeleider.",
)
_ANOTHERS = Text("That is the code of another supplier.", "Dat is de code van een andere leverancier.")
_NO_SUPPLIER = Text("The board knows no such supplier.", "Die leverancier kent het bord niet.")


class NotLetIn(BundlerError):
    """Someone is not let in; ``status`` is that of the answer."""

    def __init__(self, text: Text, status: int) -> None:
        super().__init__(text)
        self.status = status

    def __reduce__(self) -> tuple[object, ...]:
        """The status goes along to another process."""
        return type(self), (self.text, self.status)


class Person(NamedTuple):
    """Someone who was let in.

    Attributes:
        key: hash of the token in its cookie; never the token.
        supplier_id: of a supplier; empty for the others.
    """

    key: str
    role: Role
    supplier_id: str = ""
    lang: Lang = "en"
    theme: Theme = "light"

    @property
    def who(self) -> str:
        """As it is kept with an event: the role, and of a supplier which; never who somebody is."""
        return f"supplier {self.supplier_id}" if self.role == "supplier" else self.role


class Facts(Protocol):
    """Where the hashes are kept, so that a cookie outlives the process."""

    def fact(self, key: str) -> str | None:
        """What is kept under this key."""

    def set_fact(self, key: str, value: str | None) -> None:
        """Keep it; None: no longer."""

    def facts(self, prefix: str) -> dict[str, str]:
        """Everything under keys that begin so."""


class Access:
    """Lets people in and knows them again.

    A token is 256 random bits, and only its SHA-256 is kept. The facilitator's secret is a new one each
    time the board starts: it is shown where it was started and nowhere else. The join code stays as long
    as the session: it is on the wall. A supplier can have a code of its own beside it, which lets nobody in
    as another one. Thread-safe.

    Args:
        facts: where they are kept.
        lang: language of those who have not chosen one.

    Attributes:
        secret: the facilitator's.
        code: the join code, as it is shown.
        choosing: whether people may come in with it as a supplier of their choice; else only to look.
        looking: tells the keys of those who have the board open.
        sent_out: called with the key of someone who had to make room.
    """

    def __init__(self, facts: Facts, lang: Lang = "en") -> None:
        self._facts, self._lang = facts, lang
        self._lock = threading.Lock()
        self.secret = secrets.token_urlsafe(32)
        self.code = _shown(facts.fact(_CODE) or self._new_code(_CODE))
        self.choosing = facts.fact(_CHOOSE) != "no"
        self.looking: Callable[[], Collection[str]] = tuple
        self.sent_out: Callable[[str], None] = lambda _: None
        self._codes = {key.removeprefix(_CODE_OF): code for key, code in facts.facts(_CODE_OF).items()}
        kept = facts.facts(_PERSON)
        self._people = {
            key.removeprefix(_PERSON): _person(key.removeprefix(_PERSON), body) for key, body in kept.items()
        }
        self._wrong = Rate(MOST_WRONG, 60.0)
        self._tries = Rate(MOST_TRIES, 60.0)

    def facilitate(self, secret: str, address: str, lang: Lang | None = None, theme: Theme = "light") -> str:
        """Let the facilitator in; gives the token for its cookie.

        Raises:
            NotLetIn: the secret is wrong, or was tried too often from this address.
        """
        with self._lock:
            self._may_try(address)
            if not same(secret, self.secret):
                self._wrong.count(network(address))
                raise NotLetIn(_WRONG, 403)
        return self._let_in("facilitator", "", lang, theme)

    def join(
        self,
        code: str,
        supplier_id: str,
        suppliers: Collection[str],
        address: str,
        lang: Lang | None = None,
        theme: Theme = "light",
    ) -> str:
        """Let someone in as a supplier, or with none to look only; gives the token for the cookie.

        Who has the code of a supplier comes in as that one, and need not name it.

        Raises:
            NotLetIn: the code or the supplier is wrong, or it was tried too often from this address.
        """
        with self._lock:
            self._may_try(address)
            typed = "".join(sign for sign in code.upper()[:64] if sign in ALPHABET)
            own = [known for known, its in self._codes.items() if same(typed, its) and known in suppliers]
            if not own and not same(typed, self.code.replace("-", "")):
                self._wrong.count(network(address))
                raise NotLetIn(_WRONG, 403)
        if supplier_id and supplier_id not in suppliers:
            raise NotLetIn(_NO_SUPPLIER, 422)
        if own and supplier_id not in ("", own[0]):
            raise NotLetIn(_ANOTHERS, 403)
        if supplier_id and not own and not self.choosing:
            raise NotLetIn(_ONLY_LOOK, 403)
        supplier_id = own[0] if own else supplier_id
        return self._let_in("supplier" if supplier_id else "viewer", supplier_id, lang, theme)

    def code_of(self, supplier_id: str) -> str:
        """A supplier's own join code, as it is shown; made when it is asked for the first time."""
        with self._lock:
            if supplier_id not in self._codes:
                self._codes[supplier_id] = self._new_code(_CODE_OF + supplier_id)
            return _shown(self._codes[supplier_id])

    def let_choose(self, choose: bool) -> None:
        """Whether people may come in with the general code as a supplier of their choice."""
        with self._lock:
            self._facts.set_fact(_CHOOSE, "yes" if choose else "no")
            self.choosing = choose

    def browsers(self) -> Counter[str]:
        """How many browsers are in for each supplier."""
        with self._lock:
            return Counter(person.supplier_id for person in self._people.values() if person.supplier_id)

    def dismiss(self, supplier_id: str) -> list[Person]:
        """Send out everyone who is in for a supplier; its own code is another one from here on."""
        with self._lock:
            gone = [one for one in self._people.values() if one.supplier_id == supplier_id]
            for person in gone:
                del self._people[person.key]
                self._facts.set_fact(_PERSON + person.key, None)
            if supplier_id in self._codes:
                self._codes[supplier_id] = self._new_code(_CODE_OF + supplier_id)
            return gone

    def person(self, token: str | None) -> Person | None:
        """Whose cookie this is; None where it is nobody's."""
        if not token or len(token) > 128:
            return None
        key = _hash(token)
        found = self._people.get(key)
        return found if found is not None and same(found.key, key) else None

    def choose(self, person: Person, *, lang: Lang | None = None, theme: Theme | None = None) -> Person:
        """Keep somebody's language or theme."""
        with self._lock:
            if person.key not in self._people:
                return person
            person = self._people[person.key]
            chosen = person._replace(lang=lang or person.lang, theme=theme or person.theme)
            if chosen != person:
                self._keep(chosen)
            return chosen

    def leave(self, person: Person) -> None:
        """From here on the cookie is nobody's."""
        with self._lock:
            if self._people.pop(person.key, None) is not None:
                self._facts.set_fact(_PERSON + person.key, None)

    def _new_code(self, name: str) -> str:
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        self._facts.set_fact(name, code)
        return code

    def _may_try(self, address: str) -> None:
        name = network(address)
        if self._wrong.full(name) or not self._tries.allow(name):
            raise NotLetIn(_TOO_OFTEN, 429)

    def _let_in(self, role: Role, supplier_id: str, lang: Lang | None, theme: Theme = "light") -> str:
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._make_room()
            self._keep(Person(_hash(token), role, supplier_id, lang or self._lang, theme))
        return token

    def _make_room(self) -> None:
        """Where there are too many, one goes: whoever does not look, and of these a viewer first."""
        if len(self._people) >= MOST_PEOPLE:
            order, looking = {"viewer": 0, "supplier": 1}, set(self.looking())
            others = [person for person in self._people.values() if person.role in order]
            gone = min(
                others or self._people.values(), key=lambda one: (one.key in looking, order.get(one.role))
            )
            del self._people[gone.key]
            self._facts.set_fact(_PERSON + gone.key, None)
            self.sent_out(gone.key)

    def _keep(self, person: Person) -> None:
        body = json.dumps([person.role, person.supplier_id, person.lang, person.theme])
        self._facts.set_fact(_PERSON + person.key, body)
        self._people[person.key] = person


def _shown(code: str) -> str:
    return f"{code[:4]}-{code[4:]}"


def same(given: str, known: str) -> bool:
    """Whether two texts are the same, in a time that tells nothing of where they differ."""
    return hmac.compare_digest(_hash(given).encode(), _hash(known).encode())


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _person(key: str, body: str) -> Person:
    role, supplier_id, lang, theme = _four(json.loads(body))
    return Person(key, role, supplier_id, lang, theme)


def _four(values: Any) -> tuple[Role, str, Lang, Theme]:
    role, supplier_id, lang, theme = values
    return role, supplier_id, lang, theme
