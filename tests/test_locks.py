"""The locks are complete: what is installed from them asks for nothing that is not in them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import attrs
import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}


@attrs.frozen
class Pin:
    """One distribution of a lock: at which version, where it is wanted, and its hashes."""

    requirement: Requirement
    hashes: frozenset[str]

    @property
    def version(self) -> str:
        """The only version that may be installed."""
        (specifier,) = self.requirement.specifier
        assert "==" == specifier.operator
        return specifier.version

    def wanted(self, environment: dict[str, str]) -> bool:
        """Whether it is installed there."""
        marker = self.requirement.marker
        return marker is None or marker.evaluate(environment)


@cache
def pins(lock: str) -> dict[str, Pin]:
    """What a lock holds, by name."""
    entries = re.split(r"^(?=\w)", (ROOT / lock).read_text(), flags=re.MULTILINE)[1:]
    read = {}
    for entry in entries:
        requirement = Requirement(entry.partition("\\\n")[0])
        hashes = frozenset(re.findall(r"--hash=sha256:([0-9a-f]{64})\b", entry))
        read[canonicalize_name(requirement.name)] = Pin(requirement, hashes)
    assert len(entries) == len(read)
    return read


def group(name: str) -> list[str]:
    """A dependency group, with the groups that it includes."""
    rows = PROJECT["dependency-groups"][name]
    texts = [row for row in rows if isinstance(row, str)]
    included = [row["include-group"] for row in rows if not isinstance(row, str)]
    return texts + [text for each in included for text in group(each)]


PRODUCT = PROJECT["project"]["dependencies"]
ASKED = {
    "requirements.lock": PRODUCT + group("install"),
    "requirements-dev.lock": PRODUCT
    + group("dev")
    + [text for extra in PROJECT["project"]["optional-dependencies"].values() for text in extra],
}


@cache
def needs(name: str) -> list[Requirement]:
    """What a distribution asks for, as its metadata say; nothing where it is not installed."""
    try:
        return [Requirement(text) for text in requires(name) or ()]
    except PackageNotFoundError:
        return []


def walk(
    lock: str, locked: dict[str, Pin], environment: dict[str, str]
) -> tuple[set[str], list[str]]:
    """Every name that is asked for there, and what is wrong with what the lock says of it."""
    todo = [("pyproject.toml", Requirement(text)) for text in ASKED[lock]]
    todo = [row for row in todo if applies(row[1], environment)]
    seen, names, mistakes = set(), set(), []
    while todo:
        asker, requirement = todo.pop()
        if (asker, str(requirement)) in seen:
            continue
        seen.add((asker, str(requirement)))
        name = canonicalize_name(requirement.name)
        names.add(name)
        pin = locked.get(name)
        if pin is None or not pin.wanted(environment):
            mistakes.append(f"{asker} asks for {name}: it is not in the lock")
            continue
        if not requirement.specifier.contains(pin.version):
            mistakes.append(f"{asker} asks for {requirement}: locked is {pin.version}")
        for need in needs(name):
            if any(applies(need, environment, extra) for extra in requirement.extras or {""}):
                todo.append((f"{name}[{','.join(sorted(requirement.extras))}]", need))
    return names, mistakes


def applies(requirement: Requirement, environment: dict[str, str], extra: str = "") -> bool:
    """Whether a requirement is one there, for a distribution with an extra."""
    marker = requirement.marker
    return marker is None or marker.evaluate({**environment, "extra": extra})


def machine(python: str, system: str) -> dict[str, str]:
    """CPython of a version on a system, in the words of markers."""
    return {
        **default_environment(),
        "python_version": python,
        "python_full_version": f"{python}.5",
        "implementation_version": f"{python}.5",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "sys_platform": system,
        "platform_system": SYSTEMS[system],
        "os_name": "nt" if system == "win32" else "posix",
        "platform_machine": "AMD64" if system == "win32" else "x86_64",
    }


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("lock", ASKED)
def test_a_lock_is_complete(lock, python, system):
    """What pyproject.toml asks for, and all that follows from it, is in the lock; no more is."""
    environment = machine(python, system)
    names, mistakes = walk(lock, pins(lock), environment)
    assert [] == mistakes
    assert names == {name for name, pin in pins(lock).items() if pin.wanted(environment)}


@pytest.mark.parametrize("lock", ASKED)
def test_a_missing_line_is_seen(lock):
    """The walk is no empty one: a lock without one line, or with an old version, is incomplete."""
    complete = pins(lock)
    without = {name: pin for name, pin in complete.items() if name != "markupsafe"}
    old = complete | {"alembic": Pin(Requirement("alembic==1.0"), frozenset())}
    environment = machine("3.11", "linux")
    asks = "{}[] asks for markupsafe: it is not in the lock".format
    missing = walk(lock, without, environment)[1]
    assert {asks("jinja2"), asks("mako")} <= set(missing)
    assert all("markupsafe: it is not in the lock" in mistake for mistake in missing)
    assert 1 == len(walk(lock, old, environment)[1])


def test_an_extra_is_walked():
    """What is asked for with an extra brings what that extra asks for."""
    locked = pins("requirements-dev.lock")
    without = {name: pin for name, pin in locked.items() if name != "psycopg-binary"}
    _, mistakes = walk("requirements-dev.lock", without, machine("3.11", "linux"))
    assert ["psycopg[binary] asks for psycopg-binary: it is not in the lock"] == mistakes


@pytest.mark.parametrize("lock", ASKED)
def test_every_line_has_its_hashes(lock):
    """Each distribution has hashes, and no line names the address of an index."""
    assert [] == [name for name, pin in pins(lock).items() if not pin.hashes]
    assert "://" not in (ROOT / lock).read_text()


def test_both_locks_agree():
    """What runs the product is tested at the same versions, and with the same files."""
    tested = pins("requirements-dev.lock")
    for name, pin in pins("requirements.lock").items():
        assert (pin.version, pin.hashes) == (tested[name].version, tested[name].hashes)


def test_these_tests_run_what_is_locked():
    """The environment of the tests is the one of the lock: the walk read the right metadata."""
    here = default_environment()
    wanted = {n: p.version for n, p in pins("requirements-dev.lock").items() if p.wanted(here)}
    assert wanted == {name: version(name) for name in wanted}


def test_the_pythons_are_those_that_are_promised():
    """The classifiers name the Pythons that are walked here."""
    classifiers = PROJECT["project"]["classifiers"]
    promised = [c.rpartition(" ")[2] for c in classifiers if "Python :: 3." in c]
    assert list(PYTHONS) == promised
