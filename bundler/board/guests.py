"""Who is in, how more people come in, and who is sent out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from bundler.board import view, words
from bundler.board.access import Access
from bundler.board.outcome import Refused, Reply
from bundler.board.session import Session
from bundler.board.stream import Hub
from bundler.board.view_model import Snapshot
from bundler.i18n import Text

_SENT_OUT = Text(
    "Sent out: {count} browsers. The supplier's own code is a new one now.",
    "Weggestuurd: {count} browsers. De eigen code van de leverancier is nu een nieuwe.",
)
_NOBODY = Text("Nobody was in for this supplier.", "Voor deze leverancier was niemand binnen.")
_CHOOSE = Text(
    "With the general code people may take part as a supplier.",
    "Met de algemene code mag iemand meedoen als leverancier.",
)
_ONLY_LOOK = Text(
    "With the general code people can only look. Suppliers need their own code.",
    "Met de algemene code kan men alleen meekijken. Leveranciers hebben hun eigen code nodig.",
)


class Invited(NamedTuple):
    """What somebody needs to come in: addresses, a code, and both as a picture."""

    addresses: tuple[str, ...]
    code: str
    svg: Markup


class Invitation(NamedTuple):
    """How people get in; for the facilitator's screen only.

    Attributes:
        addresses: of the board, for other machines.
        draw: makes an address a picture to scan.
    """

    addresses: tuple[str, ...] = ()
    draw: Callable[[str], str] = lambda _: ""

    def of(self, code: str, supplier_id: str = "") -> Invited:
        """With a code; where it is a supplier's own, that one is chosen at the door."""
        asked = urlencode({"code": code} | ({"as": supplier_id} if supplier_id else {}))
        paths = [f"{address}/join?{asked}" for address in self.addresses]
        svg = view.scalable(self.draw(paths[0])) if paths else Markup()
        return Invited(tuple(f"{address}/join" for address in self.addresses), code, svg)


class Guests:
    """The people in the room.

    Args:
        session: whose suppliers there are.
        access: who may do what.
        hub: the screens.
        invitation: for the facilitator's screen.

    Attributes:
        came: so often somebody came or went.
    """

    def __init__(self, session: Session, access: Access, hub: Hub[Any, Any], invitation: Invitation) -> None:
        self._session, self._access, self._hub, self._invitation = session, access, hub, invitation
        self._invited = invitation.of(access.code)
        self.came = 0
        # made now, so that looking at one changes nothing
        for supplier in session.problem.suppliers:
            access.code_of(supplier.supplier_id)

    def shown(self, now: Snapshot) -> Snapshot:
        """A moment with what the facilitator sees of the door."""
        return now._replace(
            addresses=self._invited.addresses,
            qr_svg=self._invited.svg,
            join_code=self._access.code,
            choose=self._access.choosing,
            browsers=self._access.browsers(),
        )

    def came_or_went(self) -> None:
        """Somebody came in, or went out."""
        self.came += 1
        self._hub.wake()

    def invite(self, supplier_id: str) -> Invited:
        """How one comes in for a supplier, with a code that is good for nothing else.

        Raises:
            Refused: there is no such supplier.
        """
        if supplier_id not in self._session.problem.supplier_by_id:
            raise Refused(words.NO_SUPPLIER.fill(supplier=supplier_id))
        return self._invitation.of(self._access.code_of(supplier_id), supplier_id)

    def dismiss(self, supplier_id: str) -> Reply:
        """Send out everyone who is in for a supplier; they need a new code, or the general one."""
        if supplier_id not in self._session.problem.supplier_by_id:
            raise Refused(words.NO_SUPPLIER.fill(supplier=supplier_id))
        gone = self._access.dismiss(supplier_id)
        for person in gone:
            self._hub.end(person.key)
        self.came_or_went()
        return Reply(200, _SENT_OUT.fill(count=len(gone)) if gone else _NOBODY)

    def let_choose(self, choose: bool) -> Reply:
        """Whether people may come in with the general code as a supplier of their choice."""
        self._access.let_choose(choose)
        self.came_or_went()
        return Reply(200, _CHOOSE if choose else _ONLY_LOOK)
