"""Translations: one catalogue per language, kept in step with the source.

    python -m tools.messages gather FILE...   update the catalogues; FILEs bring new translations
    python -m tools.messages compile          write what the program reads
    python -m tools.messages missing          list what is not translated; exit code 1 when any

English stands in the source, so the English catalogue only holds plurals.
"""

import io
import sys
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "zwerm"
LANGUAGES = ("nl", "en")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def file_of(language: str) -> Path:
    """The one catalogue of a language."""
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"


def source() -> Catalog:
    """All strings of the program, from Python files and templates."""
    catalogue = Catalog(charset="utf-8")
    for file in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.txt")]):
        if "static" in file.parts:
            continue
        text = file.read_text()
        if file.suffix != ".py":
            # A template indents as it likes; read as Python that would be an error.
            lines = templatize(text, origin=str(file)).split("\n")
            text = "\n".join(line.lstrip() for line in lines)
        found = extract_python(io.BytesIO(text.encode()), KEYWORDS, [], {})
        for _line, function, messages, _comments in found:
            _add(catalogue, str(file.relative_to(ROOT)), str(function), messages)
    return catalogue


def _add(catalogue: Catalog, place: str, function: str, messages: object) -> None:
    parts = list(messages) if isinstance(messages, (tuple, list)) else [messages]
    texts = [part for part in parts if isinstance(part, str)]
    context = texts.pop(0) if "pgettext" in function else None
    if not texts or not texts[0]:
        return
    message = (texts[0], texts[1]) if function.startswith("n") and len(texts) > 1 else texts[0]
    catalogue.add(message, locations=[(place, 0)], context=context)


def read(file: Path, language: str) -> Catalog:
    """A catalogue from disk; an empty one when there is no file."""
    if not file.exists():
        return Catalog(locale=language, charset="utf-8")
    with file.open("rb") as handle:
        return pofile.read_po(handle, locale=language)


def gather(more: list[Path]) -> None:
    """Bring the catalogues in step with the source, and take over translations from `more`."""
    template = source()
    for language in LANGUAGES:
        known = read(file_of(language), language)
        if language == "nl":
            for file in more:
                for message in read(file, language):
                    if message.id and message.string:
                        known.delete(message.id, message.context)
                        known.add(message.id, message.string, context=message.context)
        known.update(template, no_fuzzy_matching=True)
        known.obsolete.clear()
        file_of(language).parent.mkdir(parents=True, exist_ok=True)
        with file_of(language).open("wb") as handle:
            pofile.write_po(
                handle, known, width=100, include_lineno=False, sort_output=True, omit_header=False
            )


def compile_all() -> None:
    """Write the compiled catalogues where the texts are newer."""
    for language in LANGUAGES:
        text, compiled = file_of(language), file_of(language).with_suffix(".mo")
        if not text.exists():
            continue
        if compiled.exists() and compiled.stat().st_mtime >= text.stat().st_mtime:
            continue
        with compiled.open("wb") as handle:
            write_mo(handle, read(text, language))


def missing(language: str = "nl") -> list[str]:
    """What the source says and the catalogue does not, or leaves empty or fuzzy."""
    known = read(file_of(language), language)
    out = []
    for message in source():
        if not message.id:
            continue
        own = known.get(message.id, message.context)
        strings = [] if own is None else own.string
        whole = all(strings) if isinstance(strings, (tuple, list)) else bool(strings)
        if own is None or not whole or not strings or own.fuzzy:
            out.append(message.id if isinstance(message.id, str) else message.id[0])
    return out


def main() -> int:
    """Exit code 0 when all is well."""
    match sys.argv[1:]:
        case ["compile"]:
            compile_all()
        case ["gather", *files]:
            gather([Path(file) for file in files])
            compile_all()
        case ["missing"]:
            lacking = missing()
            print("\n".join(lacking) or "Everything is translated.")
            return int(bool(lacking))
        case _:
            print(__doc__)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
