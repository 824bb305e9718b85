"""Which addresses of the internet may be asked: public ones, told by number, not by name."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator

from sayso.problems import Failure, problem

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
TRANSLATED = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "::/96")))


def numbers(host: str, port: int, where: str, allow_private: bool) -> list[str]:
    """Return the numerical addresses of *host*: connect to these, never to the name again.

    Raises Failure (S111) where one of them is not public and *allow_private* does not say otherwise:
    private, loopback, link-local, multicast, reserved, also within an IPv6 address. Raises OSError
    where the name is not known.
    """
    found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not allow_private and not all(is_public(one) for one in found):
        raise Failure(problem("S111", where, host=host))
    return list(dict.fromkeys(found))


def is_public(number: str) -> bool:
    """Return whether *number* is an address on the public internet, and so is each that it stands for."""
    found = ipaddress.ip_address(number.partition("%")[0])
    return all(one.is_global and not _is_special(one) for one in (found, *_within(found)))


def _is_special(one: Address) -> bool:
    return one.is_multicast or getattr(one, "is_site_local", False)


def _within(found: Address) -> Iterator[Address]:
    """Yield the IPv4 addresses that an IPv6 address leads to: mapped, 6to4, Teredo, NAT64."""
    if isinstance(found, ipaddress.IPv4Address):
        return
    if found.ipv4_mapped is not None:
        yield found.ipv4_mapped
    if found.sixtofour is not None:
        yield found.sixtofour
    yield from found.teredo or ()
    if any(found in network for network in TRANSLATED):
        yield ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
