"""What a screen reader sees: the tree of AT-SPI, asked over D-Bus as Orca does."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

if sys.platform == "linux":  # elsewhere there is no such bus, and nothing runs
    from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_method_call
    from jeepney.io.blocking import DBusConnection, open_dbus_connection

_WAIT_SECONDS = 30
_AT_ONCE = 100
"""So many questions are asked before the first answer is read."""
_ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
_ACCESSIBLE, _ACTION = "org.a11y.atspi.Accessible", "org.a11y.atspi.Action"
_LABELLED_BY = 2
_PROPERTIES = "org.freedesktop.DBus.Properties"
_STATES: Final = {
    "checked": 4,
    "enabled": 8,
    "expanded": 10,
    "focusable": 11,
    "focused": 12,
    "modal": 16,
    "selected": 23,
    "sensitive": 24,
    "showing": 25,
    "visible": 30,
    "checkable": 41,
}
"""The numbers of atspi-constants.h."""


@dataclass(frozen=True, kw_only=True)
class Node:
    """One thing in the tree."""

    at: tuple[str, str]
    """The program on the bus and the object in it."""
    name: str
    description: str
    role: str
    states: frozenset[str]
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Return this and everything below it."""
        yield self
        for child in self.children:
            yield from child.walk()


class Reader:
    """A connection to the bus of assistive technology."""

    def __init__(self, session_address: str) -> None:
        asked = new_method_call(
            DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress"
        )
        with open_dbus_connection(session_address) as session:
            (address,) = session.send_and_get_reply(asked, timeout=_WAIT_SECONDS).body
        self._bus: DBusConnection = open_dbus_connection(address)

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def programs(self) -> list[tuple[str, str]]:
        """Return every program that can be read."""
        (reply,) = self._ask([_call(_ROOT, _ACCESSIBLE, "GetChildren")])
        return [(bus, path) for bus, path in reply.body[0]]

    def tree(self, program: tuple[str, str]) -> Node:
        """Read everything that a program shows; what it hides is left out."""
        made: dict[tuple[str, str], Node] = {}
        level: list[tuple[tuple[str, str], Node | None]] = [(program, None)]
        while level:
            below: list[tuple[tuple[str, str], Node | None]] = []
            for (at, parent), (node, children) in zip(
                level, self._read([at for at, _parent in level]), strict=True
            ):
                if node is None or (parent is not None and "visible" not in node.states):
                    continue
                made[at] = node
                if parent is not None:
                    parent.children.append(node)
                below += [(child, node) for child in children if child not in made]
            level = below
        return made[program]

    def label_of(self, node: Node) -> str:
        """Return the words of what is told to be the node's label."""
        (reply,) = self._ask([_call(node.at, _ACCESSIBLE, "GetRelationSet")])
        labels = [at for kind, ats in reply.body[0] if kind == _LABELLED_BY for at in ats]
        return " ".join(label.name for label, _below in self._read(labels) if label is not None)

    def press(self, node: Node) -> None:
        """Do what the node's first action does."""
        (reply,) = self._ask([_call(node.at, _ACTION, "DoAction", "i", (0,))])
        assert reply.header.message_type is MessageType.method_return, reply

    def _read(
        self, places: Sequence[tuple[str, str]]
    ) -> Iterator[tuple[Node | None, list[tuple[str, str]]]]:
        questions = []
        for at in places:
            questions += [
                _call(at, _ACCESSIBLE, "GetRoleName"),
                _call(at, _ACCESSIBLE, "GetState"),
                _call(at, _PROPERTIES, "Get", "ss", (_ACCESSIBLE, "Name")),
                _call(at, _PROPERTIES, "Get", "ss", (_ACCESSIBLE, "Description")),
                _call(at, _ACCESSIBLE, "GetChildren"),
            ]
        replies = self._ask(questions)
        for number, at in enumerate(places):
            mine = replies[5 * number : 5 * number + 5]
            if any(reply.header.message_type is MessageType.error for reply in mine):
                yield None, []  # It went away between two questions.
                continue
            role, state, name, description, children = (reply.body[0] for reply in mine)
            bits = state[0] | state[1] << 32
            yield (
                Node(
                    at=at,
                    name=name[1],
                    description=description[1],
                    role=role,
                    states=frozenset(
                        word for word, number in _STATES.items() if bits >> number & 1
                    ),
                ),
                [(bus, path) for bus, path in children if not path.endswith("/null")],
            )

    def _ask(self, questions: Sequence[Message]) -> list[Message]:
        answers: list[Message] = []
        for begin in range(0, len(questions), _AT_ONCE):
            waiting: dict[int, Message | None] = {}
            for question in questions[begin : begin + _AT_ONCE]:
                serial = next(self._bus.outgoing_serial)
                waiting[serial] = None
                self._bus.send(question, serial=serial)
            left = len(waiting)
            while left:
                answer = self._bus.receive(timeout=_WAIT_SECONDS)
                serial = answer.header.fields.get(HeaderFields.reply_serial, 0)
                if serial in waiting:
                    waiting[serial] = answer
                    left -= 1
            answers += [answer for answer in waiting.values() if answer is not None]
        return answers


def _call(
    at: tuple[str, str], interface: str, method: str, signature: str = "", body: Any = ()
) -> Message:
    bus, path = at
    address = DBusAddress(path, bus, interface)
    return new_method_call(address, method, signature or None, body)
