"""Print the shipped frameworks as booklets one can read aloud: docs/booklet/<slug>.<language>.md.

python -m tools.booklet            write the booklets that changed
python -m tools.booklet --check    write nothing; fail when one is not up to date
python -m tools.booklet FILE.toml  print the booklet of any framework file
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from zwerm.frameworks import kader
from zwerm.frameworks.kader import Aspect, Audience, Kader, KaderError, Question

ROOT = Path(__file__).resolve().parent.parent
SETS = ROOT / "zwerm" / "frameworks" / "sets"
BOOKLETS = ROOT / "docs" / "booklet"

WORDS = {
    "nl": {
        "student": "Voor studenten",
        "professional": "Voor professionals",
        "resident": "Voor bewoners",
        "manager": "Voor leidinggevenden en gemeente",
        "how": "Hoe",
        "why": "Waarom",
        "what_for": "Waartoe",
        "person": "jij",
        "organisation": "organisatie",
        "process": "hoe het gaat",
        "result": "wat het oplevert",
        "deeper": "Verder vragen:",
        "source": "Bron",
    },
    "en": {
        "student": "For students",
        "professional": "For professionals",
        "resident": "For residents",
        "manager": "For managers and municipality",
        "how": "How",
        "why": "Why",
        "what_for": "What for",
        "person": "you",
        "organisation": "organisation",
        "process": "how it goes",
        "result": "what comes of it",
        "deeper": "To go deeper:",
        "source": "Source",
    },
}


def booklet(one: Kader) -> str:
    """A framework as Markdown: per aspect and audience the main question, then the prompts."""
    words = WORDS.get(one.language, WORDS["en"])
    parts = [f"# {one.title}", one.about]
    for number, aspect in enumerate(one.aspects, start=1):
        parts.append(f"## {number}. {aspect.plain}")
        parts.append(f"*{aspect.formal}*")
        parts += [aspect.explanation, _quoted(aspect.more)]
        for audience in one.audiences:
            parts += _asked(aspect, audience, words)
    parts += [f"## {words['source']}", one.source]
    return "\n\n".join(parts) + "\n"


def _asked(aspect: Aspect, audience: Audience, words: dict[str, str]) -> Iterator[str]:
    main = aspect.main(audience)
    yield f"### {words[audience]}"
    yield f"**{main.text}**  \n{_place(main, words)}"
    deeper = aspect.deeper(audience)
    if deeper:
        yield words["deeper"]
        yield "\n".join(f"- {prompt.text}  \n  {_place(prompt, words)}" for prompt in deeper)


def _place(question: Question, words: dict[str, str]) -> str:
    """Where an answer lands, in small print; a speaker never needs it."""
    told = (words[question.loop], words[question.level], words[question.about])
    return f"<sub>{' · '.join(told)}</sub>"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def read(file: Path) -> Kader:
    return kader.read(file.read_bytes(), name=file.name)


def stale() -> Iterator[tuple[Path, str]]:
    """Booklets that do not say what their framework says, with what they should say."""
    for file in sorted(SETS.glob("*.toml")):
        path = BOOKLETS / f"{file.stem}.md"
        text = booklet(read(file))
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            yield path, text


def main(arguments: list[str]) -> int:
    """0: done, or nothing to do; 1: a booklet is out of date or a file cannot be read."""
    try:
        if arguments == ["--check"]:
            old = [path.name for path, _ in stale()]
            for name in old:
                print(f"booklet: {name} is out of date; run python -m tools.booklet")
            return 1 if old else 0
        for name in arguments:
            print(booklet(read(Path(name))))
        if not arguments:
            BOOKLETS.mkdir(parents=True, exist_ok=True)
            for path, text in stale():
                path.write_text(text, encoding="utf-8")
                print(f"booklet: wrote {path.relative_to(ROOT)}")
    except (KaderError, OSError) as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
