"""Addresses of clients, as limits tell them apart."""

import ipaddress
from functools import lru_cache

IPV6_SITE = 64
KEPT = 10_000
"""Addresses that are not taken apart again."""


@lru_cache(KEPT)
def site_of(address: str | None) -> str | None:
    """The address; of IPv6 the network that one customer gets. None where nobody knows."""
    try:
        ip = ipaddress.ip_address(address or "")
    except ValueError:
        return None
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        return str(ip.ipv4_mapped)
    return str(ip) if ip.version == 4 else str(ipaddress.ip_network((ip, IPV6_SITE), strict=False))
