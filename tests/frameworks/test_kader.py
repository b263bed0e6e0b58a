"""The reader of framework files: what it takes, and how it says what it does not take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwerm.frameworks import kader
from zwerm.frameworks.kader import Audience, Kader, KaderError, Loop

GOOD = """\
slug = "klein"
title = "Een klein kader"
language = "nl"
source = "Van onszelf"
about = "Om de lezer te beproeven"

[[aspect]]
key = "begin"
plain = "Hoe begon het?"
formal = "Aanvang"
explanation = \"\"\"
Wat ging eraan vooraf?
[[aspect]] is hier gewoon tekst.
key = "dit ook"\"\"\"
more = "Iets meer."

[[aspect.question]]
key = "begin-resident"
audience = "resident"
loop = "how"
level = "person"
about = "process"
main = true
text = "Hoe begon het voor jou?"

[[aspect.question]]
key = "begin-resident-street"
audience = "resident"
loop = "how"
level = "organisation"
about = "result"
text = "Wat zag je daarvan in de straat?"

[[aspect]]
key = "eind"
plain = "Hoe liep het af?"
formal = "Afloop"
explanation = "Wat bleef er over?"
more = "Nog iets meer."

[[aspect.question]] # de slotvraag
key = "eind-resident"
audience = "resident"
loop = "what_for"
level = "person"
about = "result"
main = true
text = 'Waar was het "goed" voor?'
"""


def read(text: str) -> Kader:
    return kader.read(text.encode(), name="klein.nl.toml")


def faults(text: str | bytes) -> list[tuple[int, str, str]]:
    source = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(KaderError) as refused:
        kader.read(source, name="klein.nl.toml")
    for fault in refused.value.faults:
        assert str(fault).startswith("klein.nl.toml")
        assert fault.message.endswith((".", "?"))
        assert "%(" not in fault.message
    return [(fault.line, fault.field, fault.code) for fault in refused.value.faults]


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_a_file_becomes_a_kader() -> None:
    klein = read(GOOD)
    begin, eind = klein.aspects
    assert (klein.slug, klein.language) == ("klein", "nl")
    assert begin.explanation.endswith('key = "dit ook"')
    assert begin.main("resident").text == "Hoe begon het voor jou?"
    assert [question.key for question in begin.deeper("resident")] == ["begin-resident-street"]
    assert eind.deeper("resident") == ()
    assert (begin.loop, eind.loop) == (Loop.HOW, Loop.WHAT_FOR)
    assert klein.audiences == (Audience.RESIDENT,)
    assert klein.loops == (Loop.HOW, Loop.WHAT_FOR)


def test_who_is_not_asked_has_no_main_question() -> None:
    with pytest.raises(LookupError):
        read(GOOD).aspects[0].main("student")


def test_windows_lines_and_a_byte_order_mark_make_no_difference() -> None:
    windows = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    assert kader.read(windows, name="klein.nl.toml") == read(GOOD)


LAST = "text = 'Waar was het \"goed\" voor?'"


@pytest.mark.parametrize(
    ("there", "instead", "field", "code"),
    [
        ('loop = "what_for"', 'loop = "because"', "loop", "not_one_of"),
        ('loop = "what_for"', "loop = 3", "loop", "not_one_of"),
        ('level = "organisation"', 'level = "planet"', "level", "not_one_of"),
        ('about = "result"\ntext', 'about = "weather"\ntext', "about", "not_one_of"),
        ('key = "eind-resident"', 'key = "begin-resident"', "key", "twice"),
        ('key = "eind"\n', 'key = "begin"\n', "key", "twice"),
        ('key = "eind"\n', 'key = "Het Eind"\n', "key", "not_a_key"),
        ('language = "nl"', 'language = "Nederlands"', "language", "not_a_language"),
        (LAST, 'text = "  "', "text", "empty"),
        (LAST, f'text = "{"a" * 201}"', "text", "too_long"),
        (LAST, 'text = "een\\ntwee"', "text", "one_line"),
        (LAST, 'text = "om\\u202edraaien"', "text", "hidden"),
        (LAST, 'text = "nul\\u0000"', "text", "hidden"),
        (LAST, 'text = ["een", "twee"]', "text", "not_text"),
        ("main = true\ntext = '", 'main = "ja"\ntext = \'', "main", "not_yes_no"),
        ('plain = "Hoe liep', 'plane = 1\nplain = "Hoe liep', "plane", "unknown_near"),
        ('plain = "Hoe liep', 'mood = 1\nplain = "Hoe liep', "mood", "unknown"),
        ('title = "Een klein kader"', 'title = "Een', "title", "not_toml"),
    ],
)
def test_a_fault_names_line_and_field(there: str, instead: str, field: str, code: str) -> None:
    assert GOOD.count(there) == 1
    assert faults(GOOD.replace(there, instead)) == [(line_of(GOOD, there), field, code)]


def test_a_key_written_twice_is_told_where_it_comes_back() -> None:
    text = GOOD.replace('language = "nl"', 'title = "Nog een"\nlanguage = "nl"')
    assert faults(text) == [(3, "title", "not_toml")]


@pytest.mark.parametrize("field", ["key", "audience", "loop", "level", "about", "text"])
def test_what_a_question_lacks_is_told_at_the_question(field: str) -> None:
    head, mark, last = GOOD.rpartition("# de slotvraag\n")
    kept = [line for line in last.splitlines() if not line.startswith(field)]
    found = faults(head + mark + "\n".join(kept))
    assert found == [(line_of(GOOD, mark), field, "missing")]


@pytest.mark.parametrize("field", ["slug", "title", "language", "source", "about"])
def test_what_a_framework_lacks_is_told_at_its_first_line(field: str) -> None:
    lines = GOOD.splitlines()
    text = "\n".join(line for at, line in enumerate(lines) if at > 5 or not line.startswith(field))
    assert faults(text) == [(1, field, "missing")]


def test_an_audience_without_a_main_question_is_told_at_the_aspect() -> None:
    text = GOOD.replace(
        'audience = "resident"\nloop = "what_for"', 'audience = "student"\nloop = "what_for"'
    )
    assert faults(text) == [
        (line_of(GOOD, '[[aspect]]\nkey = "begin"'), "question", "no_main"),
        (line_of(GOOD, '[[aspect]]\nkey = "eind"'), "question", "no_main"),
    ]


def test_two_main_questions_for_one_audience_are_refused() -> None:
    text = GOOD.replace('about = "result"\ntext', 'about = "result"\nmain = true\ntext')
    line = [at for at, words in enumerate(text.splitlines(), 1) if words == "main = true"][1]
    assert faults(text) == [(line, "main", "two_mains")]


def test_main_questions_of_an_aspect_share_one_loop() -> None:
    students = """
[[aspect.question]]
key = "eind-student"
audience = "student"
loop = "how"
level = "person"
about = "result"
main = true
text = "Hoe liep je stage af?"
"""
    begin = students.replace("eind-", "begin-")
    text = GOOD.replace('[[aspect]]\nkey = "eind"', f'{begin}\n[[aspect]]\nkey = "eind"') + students
    last = len(text[: text.rindex("loop =")].splitlines()) + 1
    assert faults(text) == [(last, "loop", "main_loops")]


def test_every_fault_is_told_at_once_in_the_order_of_the_file() -> None:
    text = GOOD.replace('loop = "how"', 'loop = "hoe"').replace(LAST, 'text = ""')
    assert [code for _, _, code in faults(text)] == ["not_one_of", "not_one_of", "empty"]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (GOOD[: GOOD.index("[[aspect]]")], "aspect"),
        (GOOD[: GOOD.index("[[aspect]]")] + "aspect = 4", "aspect"),
        (GOOD[: GOOD.index("[[aspect]]")] + "aspect = [4]", "aspect"),
        (GOOD[: GOOD.index("[[aspect.question]] # de")], "question"),
    ],
)
def test_a_framework_needs_aspects_and_an_aspect_questions(text: str, field: str) -> None:
    (found,) = faults(text)
    assert found[1] == field
    assert found[2] in {"none", "not_tables"}


def test_inline_tables_are_read_and_their_faults_told_at_the_list() -> None:
    head = GOOD[: GOOD.index("[[aspect]]")]
    question = 'key="q", audience="student", loop="why", level="person", about="result", main=true'
    aspect = 'key="a", plain="p", formal="f", explanation="e", more="m"'
    text = f'{head}aspect = [\n  {{{aspect}, question = [{{{question}, text="Waarom?"}}]}},\n]\n'
    assert read(text).aspects[0].main("student").text == "Waarom?"
    broken = text.replace('"why"', '"wie"')
    assert faults(broken) == [(line_of(text, "aspect = ["), "loop", "not_one_of")]


@pytest.mark.parametrize(
    ("source", "line", "code"),
    [
        (b'slug = "klein"\ntitle = "caf\xe9"', 2, "not_utf8"),
        (b"#" * 1_000_001, 0, "too_big"),
        (b'slug = "a"\n#' + b"a" * 4_001, 2, "long_line"),
        (b"a." * 1_000 + b"a = 1", 1, "many_dots"),
        (b"a = [" + b"[" * 3_000, 0, "too_deep"),
        (b'slug = "a"\ntitle =', 2, "not_toml"),
    ],
)
def test_a_file_that_is_no_framework_at_all_is_refused(source: bytes, line: int, code: str) -> None:
    assert [(found[0], found[2]) for found in faults(source)] == [(line, code)]


def test_a_hostile_file_does_not_bury_its_reader() -> None:
    with pytest.raises(KaderError) as refused:
        kader.read(b"[[aspect]]\n" * 5_000, name="klein.nl.toml")
    assert len(refused.value.faults) == 500
    assert str(refused.value).endswith("and 450 more")


@given(st.binary(max_size=400))
def test_any_bytes_are_a_kader_or_a_kader_error(source: bytes) -> None:
    with pytest.raises(KaderError):
        kader.read(source, name="any")


@given(st.integers(0, len(GOOD)), st.integers(0, 30), st.text(max_size=12))
def test_a_spoilt_file_is_still_a_kader_or_a_kader_error(at: int, cut: int, put: str) -> None:
    text = GOOD[:at] + put + GOOD[at + cut :]
    try:
        kader.read(text.encode("utf-8", "surrogatepass"), name="spoilt")
    except KaderError as error:
        last = text.count("\n") + 1
        if not error.faults or max(fault.line for fault in error.faults) > last:
            raise AssertionError(f"a place that is not in the file: {error}") from error


def test_stored_content_obeys_the_same_rules_without_lines() -> None:
    content = read(GOOD).as_json()
    content["aspects"][1]["questions"][0]["loop"] = "because"
    with pytest.raises(KaderError) as refused:
        Kader.from_json(content, name="klein 3")
    (fault,) = refused.value.faults
    assert (fault.line, fault.field, fault.code) == (0, "loop", "not_one_of")
    assert str(fault).startswith("klein 3, loop: “because” is not possible here.")


def test_what_looks_the_same_is_the_same() -> None:
    composed = GOOD.replace("Iets meer.", "Ide\u00ebn.")
    apart = GOOD.replace("Iets meer.", "Ide\u0065\u0308n.")
    assert composed != apart
    assert read(composed) == read(apart)


# Languages of one set

ENGLISH = GOOD.replace('"nl"', '"en"').replace("Hoe begon", "How did")


def together(nl: str, en: str) -> list[tuple[str, str]]:
    with pytest.raises(KaderError) as refused:
        kader.check_together({"nl": read(nl), "en": read(en)})
    return [(fault.field, fault.code) for fault in refused.value.faults]


def test_languages_with_the_same_questions_go_together() -> None:
    kader.check_together({"nl": read(GOOD), "en": read(ENGLISH)})


@pytest.mark.parametrize(
    ("there", "instead", "found"),
    [
        ('"klein"', '"groot"', [("slug", "other_slug")]),
        ('key = "eind"\n', 'key = "slot"\n', [("key", "not_in"), ("key", "only_here")]),
        ("begin-resident-street", "street", [("key", "not_in"), ("key", "only_here")]),
        ('loop = "what_for"', 'loop = "why"', [("loop", "other_value")]),
        ('level = "organisation"', 'level = "person"', [("level", "other_value")]),
        ('about = "result"\ntext', 'about = "process"\ntext', [("about", "other_value")]),
        ('audience = "resident"', 'audience = "student"', [("audience", "other_value")] * 3),
    ],
)
def test_languages_that_differ_are_refused(
    there: str, instead: str, found: list[tuple[str, str]]
) -> None:
    assert there in ENGLISH
    assert together(GOOD, ENGLISH.replace(there, instead)) == found


def test_languages_in_another_order_are_refused() -> None:
    head, first, second = ENGLISH.split("[[aspect]]\nkey = ")
    turned = f"{head}[[aspect]]\nkey = {second}\n[[aspect]]\nkey = {first}"
    assert together(GOOD, turned) == [("key", "other_order")]


def test_a_language_must_be_what_it_is_given_as() -> None:
    with pytest.raises(KaderError, match="given as “en”"):
        kader.check_together({"en": read(GOOD)})
    with pytest.raises(KaderError, match="no language"):
        kader.check_together({})
