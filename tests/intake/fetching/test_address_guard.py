"""Which addresses may be met: every form of a private one, and the public next to it."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from ledger.intake.fetching.address_guard import why_not

PRIVATE = {
    "this machine": "127.0.0.1 127.255.255.254 ::1 0.0.0.0 0.1.2.3 ::",
    "a network of its own": "10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 fc00::1 fd12:3456::1",
    "a carrier's": "100.64.0.1 100.127.255.255",
    "the wire": "169.254.169.254 169.254.0.1 fe80::1 fe80::a9fe:a9fe",
    "many at once": "224.0.0.1 239.255.255.255 255.255.255.255 ff02::1 ff0e::1",
    "examples and tests": "192.0.2.1 198.51.100.7 203.0.113.9 198.18.0.1 192.0.0.1 2001:db8::1",
    "kept for later": "240.0.0.1 4000::1 ::2 fec0::1",
    "mapped": "::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0.0.0.0",
    "compatible": "::127.0.0.1 ::10.0.0.1 ::a9fe:a9fe",
    "NAT64": "64:ff9b::7f00:1 64:ff9b::10.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b:1::192.168.0.1",
    "6to4": "2002:7f00:1:: 2002:a00:1::1 2002:a9fe:a9fe::1 2002:c0a8:101::",
    "Teredo": "2001:0:4136:e378:8000:63bf:80ff:fffe 2001:0:9.9.9.9:0:f5ff:fffe",
}
FORMS = [(name, text) for name, forms in PRIVATE.items() for text in forms.split()]
PUBLIC = "9.9.9.9 1.1.1.1 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 2606:4700::1 2a00::1"
WRAPPED = "::ffff:9.9.9.9 64:ff9b::9.9.9.9 2002:909:909::1"
OWN = "10.0.0.1 192.168.1.1 127.0.0.1 ::1 100.64.0.1 fd12:3456::1 ::ffff:10.0.0.1 2002:a00:1::1"
NEVER = (
    "169.254.169.254 fe80::1 224.0.0.1 ff02::1 0.0.0.0 :: 255.255.255.255 240.0.0.1 192.0.2.1 "
    "::ffff:169.254.169.254 64:ff9b::a9fe:a9fe 2002:a9fe:a9fe::1"
)


@pytest.mark.parametrize(("name", "text"), FORMS)
def test_no_private_address_may_be_met_however_it_is_wrapped(name, text):
    """Of each form; with the reason in words."""
    assert why_not(_address(text)), (name, text)


@pytest.mark.parametrize("text", [*PUBLIC.split(), *WRAPPED.split()])
def test_a_public_address_may_be_met(text):
    """The neighbours of private ranges, and public addresses in wrappings: the control."""
    assert why_not(_address(text)) is None


@pytest.mark.parametrize("text", OWN.split())
def test_an_intranet_may_be_met_where_that_is_asked_for(text):
    """`--allow-private` opens one's own network and this machine."""
    assert why_not(_address(text), allow_private=True) is None


@pytest.mark.parametrize("text", NEVER.split())
def test_some_addresses_are_never_met(text):
    """The wire itself, where clouds keep their keys, and groups of machines."""
    assert why_not(_address(text), allow_private=True)


def _address(text):
    """An address; Teredo's may be written with its IPv4 halves in dots."""
    if text == "2001:0:9.9.9.9:0:f5ff:fffe":  # the client behind it is 10.0.0.1, all bits turned
        text = "2001:0:909:909::f5ff:fffe"
    return ip_address(text)
