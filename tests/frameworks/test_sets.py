"""The frameworks that come with the software: their words are content, so they are tested too."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

import pytest

from zwerm.frameworks import kader
from zwerm.frameworks.kader import About, Kader, Level, Loop, Question

SETS = Path(kader.__file__).parent / "sets"
FILES = sorted(SETS.glob("*.toml"))
SLUGS = sorted({file.name.split(".")[0] for file in FILES})
PRACTICES = [file for file in FILES if file.name.startswith("lerende-praktijken")]


def shipped(file: Path) -> Kader:
    return kader.read(file.read_bytes(), name=file.name)


def named(files: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("file", files, ids=[file.stem for file in files])


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!])\s+", text) if part]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:[’-][^\W\d_]+)*", text.casefold())


@named(FILES)
def test_a_shipped_file_holds_what_its_name_says(file: Path) -> None:
    one = shipped(file)
    assert file.name == f"{one.slug}.{one.language}.toml"


@pytest.mark.parametrize("slug", SLUGS)
def test_each_set_asks_the_same_in_dutch_and_english(slug: str) -> None:
    kaders = {one.language: one for one in map(shipped, FILES) if one.slug == slug}
    assert set(kaders) >= {"nl", "en"}
    kader.check_together(kaders)


def test_shipped_frameworks_differ_in_shape() -> None:
    shapes = {
        (one.slug, len(one.aspects), len(one.loops), len(one.audiences))
        for one in map(shipped, FILES)
    }
    assert len(shapes) == len(SLUGS) >= 2
    for column in (1, 2, 3):
        assert len({shape[column] for shape in shapes}) > 1


@named(PRACTICES)
def test_each_audience_is_asked_in_every_loop_at_every_level(file: Path) -> None:
    one = shipped(file)
    assert len(one.aspects) == 7
    assert len(one.audiences) == 4
    every = {(loop, level) for loop in Loop for level in Level}
    for aspect in one.aspects:
        for audience in one.audiences:
            deeper = aspect.deeper(audience)
            assert {(question.loop, question.level) for question in deeper} >= every
            assert {question.about for question in deeper} == set(About), (aspect.key, audience)


@named(PRACTICES)
def test_main_questions_reach_every_column_of_the_picture(file: Path) -> None:
    columns = Counter(aspect.loop for aspect in shipped(file).aspects)
    assert min(columns[loop] for loop in Loop) >= 2


def test_the_booklets_say_what_the_frameworks_say() -> None:
    root = SETS.parents[2]
    command = [sys.executable, "-m", "tools.booklet", "--check"]
    told = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


# How the questions read


@named(FILES)
def test_every_question_is_short_enough_to_say_aloud(file: Path) -> None:
    for question in shipped(file).questions:
        assert len(question.text) <= 200
        parts = sentences(question.text)
        assert len(parts) <= 4, question.text
        for part in parts:
            most = 15 if question.audience == "resident" else 20
            assert len(words(part)) <= most, part


@named(FILES)
def test_explanations_are_short_sentences_too(file: Path) -> None:
    for aspect in shipped(file).aspects:
        assert 2 <= len(sentences(aspect.explanation)) <= 4
        for text in (aspect.explanation, aspect.more):
            for part in sentences(text):
                assert len(words(part)) <= 25, part


FORMAL = {
    "nl": (
        "intentie activiteit normativiteit normatief norm normen waarden context actant actanten "
        "outcome space place leerproces lerende reflectie reflecteren reflecteer transformatie "
        "transfer interventie stakeholder stakeholders betrokkenen perspectief perspectieven "
        "collectief individueel participatie participeren commitment draagvlak integraal "
        "faciliteren doelgroep cliënt cliënten burgerparticipatie co-creatie impact "
        "zelfredzaamheid leeropbrengst narratief u uw"
    ),
    "en": (
        "intention activity normativity normative norm norms values context actant actants outcome "
        "outcomes reflection reflect transformation transfer intervention stakeholder stakeholders "
        "perspective perspectives collective individual participation participate commitment "
        "facilitate integral co-creation impact learning narrative empowerment"
    ),
}


@named(FILES)
def test_questions_and_plain_labels_use_no_formal_terms(file: Path) -> None:
    one = shipped(file)
    formal = set(FORMAL[one.language].split())
    texts = [question.text for question in one.questions] + [a.plain for a in one.aspects]
    for text in texts:
        assert not formal & set(words(text)), text


@named(FILES)
def test_residents_meet_no_long_words(file: Path) -> None:
    for question in shipped(file).questions:
        if question.audience == "resident":
            assert max(map(len, words(question.text))) <= 14, question.text


@named(FILES)
def test_every_question_is_one_and_is_open(file: Path) -> None:
    """It asks, and not for yes or no: no asking sentence begins with a verb.

    "Tell me ..." is asking too.
    """
    closed = {
        "nl": "ben is zijn heb heeft hebben kan kun kunnen wil willen mag moet denk vind voel was",
        "en": "are is do does did have has can could will would may must was were should",
    }
    invites = {
        "nl": "vertel beschrijf kies laat leg neem noem pak volg denk",
        "en": "tell describe pick show put explain follow take think name",
    }
    one = shipped(file)
    for question in one.questions:
        asks = [part for part in sentences(question.text) if part.endswith("?")]
        first = [words(part)[0] for part in sentences(question.text)]
        assert asks or set(first) & set(invites[one.language].split()), question.text
        for part in asks:
            assert words(part)[0] not in closed[one.language].split(), question.text


# No question is another one with a noun swapped

STOP = {
    "nl": (
        "de het een en of in op aan van voor met om te er dat die dit wat wie waar waarom hoe welk "
        "welke wanneer je jij jou jouw jullie hun hen ze zij iets iemand is was zijn heb hebt "
        "heeft had hebben werd wordt worden bij naar uit over door dan als toen nu hier daar al "
        "ook niet wel nog maar zo zou mag kan kun kunt moet wil gaat ging doe doet deed doen "
        "komt eens daarvan denk"
    ),
    "en": (
        "the a an and or in on at of for with to that this these those what who whom whose where "
        "why how which when you your yours they them their it its is was were are be been have "
        "has had do does did from about by then as if now here there also not no so would may "
        "can could should will go goes went come came all any one some someone something out up "
        "into"
    ),
}


def pairs(one: Kader) -> Iterator[tuple[Question, Question]]:
    yield from combinations(one.questions, 2)


def shared_words(one: Question, other: Question, stop: set[str]) -> float:
    """What part of the telling words two questions share (Jaccard)."""
    mine, theirs = set(words(one.text)) - stop, set(words(other.text)) - stop
    return len(mine & theirs) / len(mine | theirs)


def shared_order(one: Question, other: Question) -> float:
    """How far two questions are the same words in the same order: a swapped noun leaves 0.9."""
    return SequenceMatcher(None, words(one.text), words(other.text), autojunk=False).ratio()


@named(FILES)
def test_no_two_questions_share_their_telling_words(file: Path) -> None:
    one = shipped(file)
    stop = set(STOP[one.language].split())
    for mine, theirs in pairs(one):
        assert shared_words(mine, theirs, stop) < 0.3, (mine.text, theirs.text)


@named(FILES)
def test_no_question_is_another_one_with_a_noun_swapped(file: Path) -> None:
    for mine, theirs in pairs(shipped(file)):
        assert shared_order(mine, theirs) < 0.5, (mine.text, theirs.text)


def test_a_swapped_noun_is_noticed() -> None:
    one = next(shipped(PRACTICES[0]).questions)
    first, *rest = one.text.split()
    swapped = Question(**{**vars(one), "text": " ".join([first, *rest[:-1], "soep?"])})
    assert shared_order(one, swapped) > 0.8


@named(FILES)
def test_questions_begin_in_many_ways(file: Path) -> None:
    one = shipped(file)
    openings = Counter(tuple(words(question.text)[:3]) for question in one.questions)
    assert max(openings.values()) <= 5, openings.most_common(3)
