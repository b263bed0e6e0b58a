"""The addresses of the site as the URLconf knows them, walked without a list of our own."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """One URL name, with the parts its address needs."""

    name: str
    parts: tuple[str, ...]


def addresses() -> dict[str, Address]:
    """Every named address, by name. A pattern without a name fails: nobody could table it."""
    found = {}
    for prefix, pattern in _walk(get_resolver(), ""):
        assert pattern.name, f"{pattern.pattern} has no name"
        name = prefix + pattern.name
        # OBSERVE
        found[name] = Address(name, tuple(pattern.pattern.converters))
    return found


def _walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            space = f"{entry.namespace}:" if entry.namespace else ""
            yield from _walk(entry, prefix + space)
        else:
            yield prefix, entry
