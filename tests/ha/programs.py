"""What ``make ha`` runs that is not the project's: found, or named with its Debian package.

Takes nothing but the machine, gives paths, the user to run as, and an environment with
Patroni in the run's own folder.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

import attrs

OLDEST = 15
PACKAGES = "apt-get install etcd-server postgresql python3-venv"


class Missing(Exception):
    """A program or a user that is not on this machine."""


@attrs.frozen(kw_only=True)
class Programs:
    """Where everything is; ``user`` runs it, None for whoever runs this."""

    etcd: str
    postgres: Path
    python: str
    user: str | None

    @classmethod
    def find(cls) -> Programs:
        """All of them; raises ``Missing`` with every one that is not there."""
        absent = []
        if (etcd := shutil.which("etcd", path=f"{os.environ['PATH']}:/usr/sbin")) is None:
            absent.append("etcd (package etcd-server)")
        if (postgres := _postgres()) is None:
            absent.append(f"PostgreSQL {OLDEST} or newer (package postgresql)")
        root = os.geteuid() == 0
        if root and not _known("postgres"):
            absent.append("the user postgres, for PostgreSQL does not run as root (postgresql)")
        # Root's own interpreter may stand where no other user may look.
        python = "/usr/bin/python3" if root else sys.executable
        if subprocess.run([python, "-c", "import ensurepip"], check=False).returncode:
            absent.append(f"{python} that can make environments (package python3-venv)")
        if etcd is None or postgres is None or absent:
            raise Missing("; ".join(absent))
        return cls(etcd=etcd, postgres=postgres, python=python, user="postgres" if root else None)

    def patroni(self, folder: Path) -> Path:
        """Install Patroni into the folder; gives its program."""
        subprocess.run([self.python, "-m", "venv", str(folder)], check=True)
        pip = [str(folder / "bin/python"), "-m", "pip", "install", "--quiet"]
        wanted = str(Path(__file__).with_name("requirements.txt"))
        subprocess.run(
            [*pip, "--disable-pip-version-check", "-r", wanted], check=True, capture_output=True
        )
        return folder / "bin/patroni"


def _postgres() -> Path | None:
    """The folder of the newest server that Debian put on this machine, or of the one on PATH."""
    found = {
        int(place.name): place / "bin"
        for place in Path("/usr/lib/postgresql").glob("*")
        if place.name.isdecimal() and (place / "bin/postgres").exists()
    }
    if found and max(found) >= OLDEST:
        return found[max(found)]
    on_path = shutil.which("postgres")
    return None if on_path is None else Path(on_path).parent


def _known(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True
