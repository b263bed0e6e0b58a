"""How often one client may try: kept in memory only, under a key that says nothing (PR-13).

An address is hashed with a salt that dies with the process; IPv6 counts per /64 (AT-89).
"""

import hashlib
import ipaddress
import secrets

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

_SALT = secrets.token_bytes(16)


def client(request: HttpRequest) -> str:
    """An opaque key of where a request comes from; all phones behind one address share it."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.TRUSTED_PROXY:
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        parsed = None
    if isinstance(parsed, ipaddress.IPv6Address):
        address = str(ipaddress.ip_network(f"{parsed}/64", strict=False))
    return hashlib.sha256(_SALT + address.encode()).hexdigest()


def spent(what: str, who: str, *, most: int) -> bool:
    """Whether `who` has used up the number of tries for `what`."""
    return int(cache.get(f"{what}:{who}", 0)) >= most


def spend(what: str, who: str, *, seconds: int) -> None:
    """Count one try; the count is forgotten `seconds` after the first."""
    key = f"{what}:{who}"
    if not cache.add(key, 1, seconds):
        cache.incr(key)
