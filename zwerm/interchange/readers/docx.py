"""Word documents: the transcript Teams gives (bold name, time, text) and paragraphs `Naam: tekst`.

Only the words one sees in Word are read: no deleted or hidden text, no comments, no field codes.
Format: ECMA-376, part 1, 17 (WordprocessingML).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from zwerm.interchange.readers.markup import DamagedMarkup, walk
from zwerm.interchange.readers.package import Package
from zwerm.interchange.readers.text import Line, transcribe
from zwerm.interchange.readers.turns import count_turn
from zwerm.interchange.speech import Transcript, UnreadableSpeech

USUAL_PART = "word/document.xml"
ROOT_LINKS = "_rels/.rels"
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
PARAGRAPHS_PER_TURN = 2
"""Name and text apart, as some write; more than that for the most turns is not kept in memory."""
# A text box is written twice, the second time for old programs; field results stay, deletions go.
PASSED_OVER = frozenset({"Fallback", "del", "moveFrom"})
OFF = frozenset({"0", "false", "off", "none"})


def read_docx(content: bytes) -> Transcript:
    """Turns of a Word document; `line` is the paragraph. Raises UnreadableSpeech."""
    package = Package(content)
    member = _main_part(package)
    paragraphs = _Paragraphs()
    try:
        walk(package.inflate(member), paragraphs, member=member)
    except DamagedMarkup:
        place = paragraphs.count
        where = f"{member} paragraph {place}"
        raise UnreadableSpeech("xml", where, member=member, paragraph=place) from None
    try:
        return transcribe(_lines(paragraphs.found), kind="docx")
    except UnreadableSpeech as error:
        if error.code != "time_on_line":
            raise
        row, found = error.params["line"], error.params["found"]
        where = f"paragraph {row}"
        raise UnreadableSpeech("time_in_paragraph", where, paragraph=row, found=found) from None


def _main_part(package: Package) -> str:
    """The part that holds the text; some programs call it document2.xml, and the links tell."""
    links = _Links()
    if ROOT_LINKS in package.members:
        try:
            walk(package.inflate(ROOT_LINKS), links, member=ROOT_LINKS)
        except DamagedMarkup:
            raise UnreadableSpeech("package_broken", ROOT_LINKS) from None
    main = links.main.removeprefix("/")
    for member in (main, USUAL_PART):
        if member in package.members and not member.startswith(("xl/", "ppt/")):
            return member
    raise UnreadableSpeech("other_office" if package.members else "package_broken")


def _lines(paragraphs: list["_Paragraph"]) -> Iterator[Line]:
    for paragraph in paragraphs:
        opens = True
        for text in "".join(paragraph.letters).split("\n"):
            if text.strip():
                bold = "".join(paragraph.bold).strip() if opens else ""
                yield Line(text.strip(), paragraph.place, opens, bold)
                opens = False


@dataclass(slots=True)
class _Paragraph:
    place: int
    letters: list[str] = field(default_factory=list)
    bold: list[str] = field(default_factory=list)
    """The letters of the bold runs it begins with."""
    still_bold: bool = True

    def add(self, text: str, *, bold: bool) -> None:
        self.letters.append(text)
        self.still_bold = self.still_bold and (bold or not text.strip())
        if self.still_bold and bold:
            self.bold.append(text)


class _Paragraphs:
    """Visits the main part and keeps its paragraphs, in the order in which they begin."""

    def __init__(self) -> None:
        self.found: list[_Paragraph] = []
        self._open: list[_Paragraph] = []
        self._passing_over = 0
        self._in_text = False
        self._bold = self._hidden = False
        self._in_format = False

    @property
    def count(self) -> int:
        """The number of the paragraph that was being read."""
        return len(self.found)

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in PASSED_OVER:
            self._passing_over += 1
        elif name == "p":
            count_turn(len(self.found) // PARAGRAPHS_PER_TURN)
            self._open.append(_Paragraph(len(self.found) + 1))
            self.found.append(self._open[-1])
        elif name == "r":
            self._bold = self._hidden = False
        elif name == "rPr":
            self._in_format = True
        elif self._in_format:
            self._format(name, attributes)
        elif name == "t":
            self._in_text = True
        elif name in SIGNS:
            self._add(SIGNS[name])

    def closed(self, name: str) -> None:
        if name in PASSED_OVER:
            self._passing_over -= 1
        elif name == "p" and self._open:
            self._open.pop()
        elif name == "rPr":
            self._in_format = False
        elif name == "t":
            self._in_text = False

    def letters(self, text: str) -> None:
        if self._in_text:
            self._add(text.replace("\n", " "))

    def _format(self, name: str, attributes: Mapping[str, str]) -> None:
        on = attributes.get("val", "1") not in OFF
        if name == "b":
            self._bold = on
        elif name == "vanish":
            self._hidden = on

    def _add(self, text: str) -> None:
        if self._open and not self._passing_over and not self._hidden:
            self._open[-1].add(text, bold=self._bold)


class _Links:
    """Visits the links of a package and keeps the one to its main part."""

    def __init__(self) -> None:
        self.main = ""

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            self.main = attributes.get("Target", "")

    def closed(self, name: str) -> None:
        """Links have no end that matters."""

    def letters(self, text: str) -> None:
        """Links hold no letters."""
