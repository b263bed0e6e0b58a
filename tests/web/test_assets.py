"""What the look is built from: pinned, light, ours where it must be, and readable."""

import gzip
import json
import re
from pathlib import Path

import pytest

from tools import assets

ROOT = assets.ROOT
CSS = sorted((ROOT / "zwerm/web/css").rglob("*.css"))
COMPONENTS = [file for file in CSS if file.parent.name == "components"]
TEMPLATES = sorted((ROOT / "zwerm").rglob("templates/**/*.html"))
FIRST_VISIT = [
    "main.css",
    "zwerm.js",
    "logo.svg",
    "favicon.svg",
    "atkinson-hyperlegible-next-latin-400-normal.woff2",
    "atkinson-hyperlegible-next-latin-600-normal.woff2",
]


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def weight(built: str) -> int:
    """Bytes over the line."""
    content = (assets.OUT / built).read_bytes()
    return len(content) if built.endswith("woff2") else len(gzip.compress(content))


def test_the_lock_pins_everything_and_names_no_registry() -> None:
    lock = (ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    assert "registry" not in lock
    for package, version in json.loads((ROOT / "package.json").read_text())["dependencies"].items():
        assert re.fullmatch(r"[0-9.]+", version), package


def test_W6_the_style_sheet_is_at_most_17_kb_and_the_modules_6() -> None:
    assert weight("main.css") <= 17_000
    assert weight("zwerm.js") <= 6_000


def test_W6_a_first_visit_fits_in_60_kb_and_8_requests_with_12_kb_left_for_the_page() -> None:
    assert len(FIRST_VISIT) + 1 <= 8
    assert sum(weight(built) for built in FIRST_VISIT) <= 48_000


def test_what_is_carried_from_others_is_named_with_its_terms() -> None:
    notices = (assets.OUT / "LICENSES.txt").read_text()
    for package in json.loads((ROOT / "package.json").read_text())["dependencies"]:
        assert f"{package} " in notices
    assert "proprietary" not in notices.lower()


def test_a_second_build_with_the_same_sources_has_the_same_fingerprint() -> None:
    assert assets.fingerprint(assets.inputs()) == assets.fingerprint(assets.inputs())


def test_only_the_rules_that_pages_use_are_kept_of_other_peoples_css() -> None:
    css = ".a,.a--busy{x:1}@media print{.b--busy{y:1}.b{y:2}}.c--hover{z:1}"
    assert assets.only_used(css) == ".a{x:1}@media print{.b{y:2}}"


def test_a_selector_is_not_cut_inside_its_brackets() -> None:
    assert assets.split_selectors(".a:is(.b, .c), .d") == [".a:is(.b, .c)", ".d"]


@pytest.mark.parametrize("file", CSS, ids=name)
def test_our_css_needs_no_important(file: Path) -> None:
    assert "!important" not in file.read_text()


@pytest.mark.parametrize("file", COMPONENTS, ids=name)
def test_a_component_is_reached_by_its_class_never_by_its_tag(file: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.DOTALL)
    for prelude, inside in assets.blocks(css):
        rules = assets.blocks(inside or "") if prelude.startswith("@") else [(prelude, inside)]
        for selectors, _inside in rules:
            for selector in assets.split_selectors(selectors):
                assert re.match(r"[.:\[*]|zw-", selector), selector
                for used in re.findall(r"\.([a-z][\w-]*)", selector):
                    assert used.startswith(("zw-", "nl-", "utrecht-", "zb")), selector


@pytest.mark.parametrize("file", TEMPLATES, ids=name)
def test_no_template_has_style_or_script_of_its_own(file: Path) -> None:
    html = file.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)", html)


@pytest.mark.parametrize("file", sorted((ROOT / "zwerm/web/ts").glob("*.ts")), ids=name)
def test_a_browser_module_has_at_most_150_lines_and_starts_with_an_example(file: Path) -> None:
    lines = file.read_text().splitlines()
    assert len(lines) <= 150
    assert lines[0].startswith("//")


TOKENS = (ROOT / "zwerm/web/css/tokens.css").read_text()
LIGHT, DARK = TOKENS.split("@media screen and (prefers-color-scheme: dark)")
GROUNDS = ("default-bg-document", "default-bg-subtle", "default-bg-default")
TEXTS = ("default-color-document", "default-color-default", "default-color-subtle")
PAIRS = [
    *[(text, ground) for text in TEXTS for ground in GROUNDS],
    *[("action-1-color-default", ground) for ground in GROUNDS],
    ("action-1-color-default", "action-1-bg-default"),
    ("action-1-inverse-color-default", "action-1-inverse-bg-default"),
    ("action-1-inverse-color-hover", "action-1-inverse-bg-hover"),
    ("negative-inverse-color-default", "negative-inverse-bg-default"),
    *[(f"{kind}-color-default", f"{kind}-bg-default") for kind in ("negative", "positive", "info")],
    ("warning-color-default", "warning-bg-default"),
    ("negative-color-default", "default-bg-subtle"),
    ("default-color-document", "highlight-bg-default"),
]


def colours(css: str) -> dict[str, str]:
    """Token -> six hex digits; later ones win."""
    found = re.findall(r"--(?:basis-color|zw)-([\w-]+): #([0-9a-f]{6})", css)
    return dict(found)


def contrast(one: str, other: str) -> float:
    """Ratio of WCAG 2.2, 1 to 21."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, LIGHT + DARK], ids=["light", "dark"])
def test_AX08_every_text_can_be_read_on_every_ground_it_stands_on(scheme: str) -> None:
    known = colours(scheme)
    for text, ground in PAIRS:
        ratio = contrast(known[text], known[ground])
        assert ratio >= 4.5, f"{text} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize("scheme", [LIGHT, LIGHT + DARK], ids=["light", "dark"])
def test_AX08_borders_of_controls_and_marks_of_perspectives_stand_out(scheme: str) -> None:
    known = colours(scheme)
    marks = [token for token in known if token.startswith("perspective-")]
    assert len(marks) == 7
    for token in [*marks, "default-border-default", "negative-border-default"]:
        for ground in GROUNDS:
            assert contrast(known[token], known[ground]) >= 3, f"{token} on {ground}"
