"""The one door to PDF."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.utils import timezone

from zwerm.web.pdf import pdf

TEMPLATE = """
#let content = json(bytes(sys.inputs.content))
#set document(title: content.title)
#set text(lang: content.language, font: "Atkinson Hyperlegible Next")
= #content.title
#content.words
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "page.typ"
    path.write_text(TEMPLATE)
    return path


def made(template: Path, words: str = "Hier is het nog stil.") -> pikepdf.Pdf:
    content = {"title": "Samen leren", "language": "nl", "words": words}
    return pikepdf.open(BytesIO(pdf(template, content)))


def test_a_pdf_is_tagged_and_says_its_language_and_title(template: Path) -> None:
    file = made(template)
    assert str(file.Root.Lang) == "nl"
    assert bool(file.Root.MarkInfo.Marked)
    assert "/StructTreeRoot" in file.Root
    assert b"<pdfuaid:part>1</pdfuaid:part>" in file.Root.Metadata.read_bytes()
    assert str(file.docinfo["/Title"]) == "Samen leren"


def test_AT32_a_pdf_names_no_author(template: Path) -> None:
    file = made(template)
    assert "/Author" not in file.docinfo
    assert b"dc:creator" not in file.Root.Metadata.read_bytes()


def test_AT24_a_pdf_tells_the_day_and_no_hour(template: Path) -> None:
    file = made(template)
    today = timezone.localdate()
    assert str(file.docinfo["/CreationDate"]) == f"D:{today:%Y%m%d}000000Z"
    assert str(file.docinfo["/ModDate"]) == f"D:{today:%Y%m%d}000000Z"


def test_the_same_content_gives_the_same_bytes(template: Path) -> None:
    content = {"title": "Samen leren", "language": "nl", "words": "Ja"}
    assert pdf(template, content) == pdf(template, content)


def test_the_font_is_the_one_that_the_wheel_carries(template: Path) -> None:
    fonts = {
        str(font.BaseFont).partition("+")[2]
        for page in made(template).pages
        for font in page.Resources.Font.as_dict().values()
    }
    assert fonts
    assert all(name.startswith("AtkinsonHyperlegibleNext") for name in fonts)


def test_what_people_type_is_text_and_never_markup(template: Path) -> None:
    made(template, words='#read("/etc/passwd") $x$ \\ *vet* #panic("nee")')


def test_a_template_reads_no_file_outside_its_folder(template: Path) -> None:
    (template.parent.parent / "outside.txt").write_text("niet voor jou")
    template.write_text('#set document(title: "x")\n#read("../outside.txt")')
    with pytest.raises(RuntimeError):
        pdf(template, {})


def test_no_template_fetches_a_package_from_elsewhere() -> None:
    templates = list(Path("zwerm").rglob("*.typ"))
    assert not [path for path in templates if "@preview" in path.read_text()]
