"""A framework comes back the same from its file and from what is stored, whatever it holds."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from zwerm.frameworks import kader
from zwerm.frameworks.kader import About, Aspect, Audience, Kader, Level, Loop, Question
from zwerm.frameworks.kader_rules import clean

WORDS = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"]),
        min_size=1,
        max_size=60,
    )
    .map(clean)
    .filter(lambda text: 0 < len(text) <= 60)
)
KEYS = st.from_regex(r"[a-z][a-z0-9_-]{0,20}", fullmatch=True)


@st.composite
def kaders(draw: st.DrawFn) -> Kader:
    """Any framework: some aspects, some audiences, each aspect with a loop for its mains."""
    audiences = draw(st.lists(st.sampled_from(list(Audience)), min_size=1, unique=True))
    aspects = draw(st.lists(KEYS, min_size=1, max_size=4, unique=True))
    return Kader(
        slug=draw(KEYS),
        title=draw(WORDS),
        language=draw(st.sampled_from(["nl", "en", "fy", "pt-BR"])),
        source=draw(WORDS),
        about=draw(WORDS),
        aspects=tuple(draw(_aspects(key, audiences)) for key in aspects),
    )


@st.composite
def _aspects(draw: st.DrawFn, key: str, audiences: list[Audience]) -> Aspect:
    loop = draw(st.sampled_from(list(Loop)))
    mains = [
        replace(draw(_questions(f"{key}-{audience}", audience)), main=True, loop=loop)
        for audience in audiences
    ]
    deeper = [
        draw(_questions(f"{key}-deeper-{number}", draw(st.sampled_from(audiences))))
        for number in range(draw(st.integers(0, 3)))
    ]
    questions = draw(st.permutations(mains + deeper))
    texts = {name: draw(WORDS) for name in ("plain", "formal", "explanation", "more")}
    return Aspect(key=key, questions=tuple(questions), **texts)


def _questions(key: str, audience: Audience) -> st.SearchStrategy[Question]:
    return st.builds(
        Question,
        key=st.just(key),
        audience=st.just(audience),
        loop=st.sampled_from(list(Loop)),
        level=st.sampled_from(list(Level)),
        about=st.sampled_from(list(About)),
        main=st.just(False),
        text=WORDS,
    )


def as_toml(one: Kader) -> str:
    """The file that holds this kader; JSON strings are TOML strings."""
    content = one.as_json()
    lines = _pairs(content)
    for aspect in content["aspects"]:
        lines += ["", "[[aspect]]", *_pairs(aspect)]
        for question in aspect["questions"]:
            lines += ["", "[[aspect.question]]", *_pairs(question)]
    return "\n".join(lines)


def _pairs(table: dict[str, object]) -> list[str]:
    return [
        f"{key} = {json.dumps(value, ensure_ascii=False)}"
        for key, value in table.items()
        if not isinstance(value, list)
    ]


@given(kaders())
def test_a_kader_survives_its_json_and_its_file(one: Kader) -> None:
    assert Kader.from_json(json.loads(json.dumps(one.as_json()))) == one
    assert kader.read(as_toml(one).encode(), name="any") == one


@given(kaders())
def test_P6_the_digest_follows_the_content_and_nothing_else(one: Kader) -> None:
    other = replace(one, language="xx")
    both = {one.language: one, "xx": other}
    same = {"xx": other, one.language: Kader.from_json(one.as_json())}
    assert kader.digest(both) == kader.digest(same)
    assert kader.digest(both) != kader.digest({"xx": other})
    assert kader.digest({"x": one}) != kader.digest({"x": replace(one, title=one.title + "!")})
