"""The frameworks that come with the software: one readable text file per set and language."""

from collections import defaultdict
from pathlib import Path

from zwerm.frameworks import kader
from zwerm.frameworks.actions import publish
from zwerm.frameworks.models import FrameworkVersion

SETS = Path(__file__).resolve().parent / "sets"


def read_sets(folder: Path = SETS) -> dict[str, dict[str, kader.Kader]]:
    """All sets in a folder: slug to language to kader. File names are `<slug>.<language>.toml`."""
    found: defaultdict[str, dict[str, kader.Kader]] = defaultdict(dict)
    for file in sorted(folder.glob("*.toml")):
        slug, language, _ = file.name.split(".")
        found[slug][language] = kader.read(file.read_bytes(), name=file.name)
    return dict(found)


def load_shipped() -> list[FrameworkVersion]:
    """Publish every shipped set; nothing happens to what is already there."""
    return [publish(kaders) for kaders in read_sets().values()]
