"""XML from a file we do not trust, as a stream of elements and letters (AT-68).

No tree is built, so a large part costs no memory. DOCTYPE is refused before any entity can be used,
nothing is fetched, and depth is limited.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

from lxml import etree

from zwerm.interchange.speech import UnreadableSpeech

DEEPEST = 100

_AnyStr = str | bytes  # what the stubs of lxml say; it gives str


class Visitor(Protocol):
    """Meets the elements of a part in order; names come without their namespace."""

    def opened(self, name: str, attributes: Mapping[str, str]) -> None: ...
    def closed(self, name: str) -> None: ...
    def letters(self, text: str) -> None: ...


class DamagedMarkup(Exception):
    """The part is no well-formed XML from some point on; what came before has been visited."""


def walk(pieces: Iterable[bytes], visitor: Visitor, *, member: str) -> None:
    """Lets the visitor meet the part.

    Raises DamagedMarkup; UnreadableSpeech package_doctype, package_depth.
    """
    parser = etree.XMLParser(
        target=_Watched(visitor, member), resolve_entities=False, no_network=True, huge_tree=False
    )
    try:
        for piece in pieces:
            parser.feed(piece)
        parser.close()
    except etree.XMLSyntaxError:
        raise DamagedMarkup from None


class _Watched:
    """The target of lxml's parser: passes on to the visitor, and stops where it must."""

    def __init__(self, visitor: Visitor, member: str) -> None:
        self._visitor = visitor
        self._member = member
        self._depth = 0

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise UnreadableSpeech("package_doctype", self._member, member=self._member)

    def start(self, tag: _AnyStr, attrib: dict[_AnyStr, _AnyStr]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            member = self._member
            raise UnreadableSpeech("package_depth", member, member=member, limit=DEEPEST)
        attributes = {_local(name): str(value) for name, value in attrib.items()}
        self._visitor.opened(_local(tag), attributes)

    def end(self, tag: _AnyStr) -> None:
        self._depth -= 1
        self._visitor.closed(_local(tag))

    def data(self, data: _AnyStr) -> None:
        self._visitor.letters(str(data))

    def comment(self, text: _AnyStr) -> None:
        """Not a word that was spoken."""

    def close(self) -> None:
        """Nothing is kept here."""


def _local(tag: _AnyStr) -> str:
    return str(tag).rpartition("}")[2]
