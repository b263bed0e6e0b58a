"""The package of a Word document: a zip, opened with limits.

Nothing is unpacked to disk, and only the parts that are asked for are opened. The size a part
claims is checked before, the size that comes out is counted while it comes out (AT-67).
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from zwerm.interchange.readers.letters import clean
from zwerm.interchange.speech import UnreadableSpeech

MEGABYTE = 1024 * 1024
MOST_MEMBERS = 1_000
LARGEST_DIRECTORY = MOST_MEMBERS * 512
LARGEST_MEMBER = 16 * MEGABYTE
LARGEST_TOTAL = 64 * MEGABYTE
CHUNK = 64 * 1024
END_RECORD = struct.Struct("<4s4H2LH")
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # a password; NotImplementedError is one too
)


class Package:
    """A zip whose directory was found harmless: few parts, modest sizes, no password."""

    def __init__(self, content: bytes) -> None:
        """Raises UnreadableSpeech package_broken, _members, _size, _encrypted."""
        _check_directory(content)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except BROKEN:
            raise UnreadableSpeech("package_broken") from None
        self.members = _harmless(self._archive.infolist())

    def inflate(self, member: str) -> Iterator[bytes]:
        """The bytes of one part in pieces. Raises UnreadableSpeech package_size, package_broken."""
        inflated = 0
        try:
            with self._archive.open(self.members[member]) as part:
                while piece := part.read(CHUNK):
                    inflated += len(piece)
                    if inflated > LARGEST_MEMBER:
                        raise _too_large(member, LARGEST_MEMBER)
                    yield piece
        except BROKEN:
            raise UnreadableSpeech("package_broken", member) from None


def _check_directory(content: bytes) -> None:
    """Number of parts and size of the directory, before zipfile makes an object for each part."""
    at = content.rfind(b"PK\x05\x06", max(0, len(content) - END_RECORD.size - 65_535))
    if at < 0 or len(content) - at < END_RECORD.size:
        raise UnreadableSpeech("package_broken")
    _, disk, first_disk, here, total, size, _, _ = END_RECORD.unpack_from(content, at)
    # Zip64 lets the record point to another directory; a document under 10 MB has no need of it.
    elsewhere = content[max(0, at - 20) : at].startswith(b"PK\x06\x07")
    if disk or first_disk or here != total or elsewhere:
        raise UnreadableSpeech("package_broken")
    if total > MOST_MEMBERS or size > LARGEST_DIRECTORY:
        raise UnreadableSpeech("package_members", limit=MOST_MEMBERS)


def _harmless(infos: list[zipfile.ZipInfo]) -> Mapping[str, zipfile.ZipInfo]:
    """Parts by name. Names that lead outside are ignored; twins are refused (AT-69)."""
    if len(infos) > MOST_MEMBERS:
        raise UnreadableSpeech("package_members", limit=MOST_MEMBERS)
    members: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    total = 0
    for info in infos:
        member = clean(info.filename)[:80]
        total += info.file_size
        if info.flag_bits & 0x1:
            raise UnreadableSpeech("package_encrypted", member, member=member)
        if info.file_size > LARGEST_MEMBER:
            raise _too_large(member, LARGEST_MEMBER)
        if total > LARGEST_TOTAL:
            raise _too_large(member, LARGEST_TOTAL)
        if _leads_outside(info.filename):
            continue
        twin = clean(info.filename).casefold()
        if twin in seen:
            raise UnreadableSpeech("package_broken", member)
        seen.add(twin)
        if info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            members[info.filename] = info
    return members


def _leads_outside(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _too_large(member: str, limit: int) -> UnreadableSpeech:
    return UnreadableSpeech("package_size", member, member=member, limit=limit // MEGABYTE)
