"""Three PostgreSQL nodes under Patroni, with etcd, on loopback in one folder.

Takes the programs, gives a cluster whose parts can be killed and brought back. A process is
ended by its own id only; nothing else on the machine is touched.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, TypeVar

import attrs
import psycopg
from programs import Programs

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
WRITABLE = "target_session_attrs=read-write"
TTL = 20  # seconds a dead leader keeps its lock; Patroni takes no less
SETTINGS = {
    "ttl": TTL,
    "loop_wait": 2,
    "retry_timeout": 5,
    "synchronous_mode": True,
    "synchronous_mode_strict": True,
    "failsafe_mode": True,
    "postgresql": {
        "use_pg_rewind": True,
        "parameters": {
            "synchronous_commit": "on",
            "max_connections": 60,
            "shared_buffers": "32MB",
            "wal_keep_size": "256MB",
            "unix_socket_directories": "",
        },
        "pg_hba": [
            "host all all 127.0.0.1/32 trust",
            "host replication all 127.0.0.1/32 trust",
        ],
    },
}


class Member(TypedDict, total=False):
    """A node as Patroni tells of it."""

    name: str
    role: str
    state: str
    timeline: int


@attrs.define
class Node:
    """One PostgreSQL and its Patroni."""

    name: str
    port: int
    rest: int
    folder: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """This node alone, whatever its role."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres?connect_timeout=3"

    def postmaster(self) -> int | None:
        """The id of PostgreSQL's first process."""
        with suppress(OSError, ValueError, IndexError):
            pid = int((self.folder / "data/postmaster.pid").read_text().splitlines()[0])
            return pid if Path(f"/proc/{pid}").exists() else None
        return None

    def ask(self, path: str, sent: object = None) -> object:
        """Ask this node's Patroni; None if it does not answer."""
        data = None if sent is None else json.dumps(sent).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.rest}{path}", data, method="PATCH" if data else "GET"
        )
        try:
            with urllib.request.urlopen(request, timeout=3) as answer:  # noqa: S310  # our own
                return json.load(answer)
        except (OSError, ValueError):
            return None


@attrs.define
class Cluster:
    """Three nodes and one etcd."""

    programs: Programs
    folder: Path
    patroni: Path
    nodes: list[Node]
    ports: list[int]
    etcd: subprocess.Popen[bytes] | None = None

    @classmethod
    def make(cls, programs: Programs, folder: Path) -> Cluster:
        """Set up in an empty folder; nothing runs yet."""
        ports = _free_ports(8)
        nodes = [Node(f"n{n}", ports[2 * n], ports[2 * n + 1], folder / f"n{n}") for n in range(3)]
        cluster = cls(programs, folder, programs.patroni(folder / "env"), nodes, ports[6:])
        (folder / "etcd").mkdir()
        for node in nodes:
            node.folder.mkdir()
            settings = cluster._settings(node)
            (node.folder / "patroni.json").write_text(json.dumps(settings))  # JSON is YAML
        if programs.user is not None:
            for place in (folder, folder / "etcd", *(node.folder for node in nodes)):
                shutil.chown(place, programs.user)
        return cluster

    @property
    def url(self) -> str:
        """The ledger, wherever the primary is."""
        hosts = ",".join(f"127.0.0.1:{node.port}" for node in self.nodes)
        return f"postgresql+psycopg://postgres@{hosts}/postgres?{WRITABLE}&connect_timeout=3"

    def start(self) -> None:
        """Start everything, and wait until it is whole."""
        self.start_etcd()
        for node in self.nodes:
            self.start_node(node)
        self.whole(seconds=180)

    def start_etcd(self) -> None:
        """Start etcd, on what it kept."""
        client, peer = (f"http://127.0.0.1:{port}" for port in self.ports)
        self.etcd = self._run(
            self.folder / "etcd.log",
            *(self.programs.etcd, "--data-dir", str(self.folder / "etcd/data")),
            *("--listen-client-urls", client, "--advertise-client-urls", client),
            *("--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer),
            *("--initial-cluster", f"default={peer}"),
        )

    def start_node(self, node: Node) -> None:
        """Start a node's Patroni, which starts PostgreSQL."""
        settings = str(node.folder / "patroni.json")
        node.process = self._run(node.folder / "patroni.log", str(self.patroni), settings)

    def kill_etcd(self) -> None:
        """End etcd as a power cut would."""
        assert self.etcd is not None
        self.etcd.kill()
        self.etcd.wait()

    def kill_node(self, node: Node) -> None:
        """End Patroni and every process of PostgreSQL, as a power cut would."""
        assert node.process is not None
        postmaster = node.postmaster()
        node.process.kill()
        if postmaster is not None:
            doomed = [postmaster, *_children(postmaster)]
            for pid in doomed:
                _signal(pid, signal.SIGKILL)
        node.process.wait()

    def kill_postmaster(self, node: Node) -> None:
        """End PostgreSQL's first process alone."""
        postmaster = node.postmaster()
        assert postmaster is not None
        _signal(postmaster, signal.SIGKILL)

    def stall_standbys(self) -> None:
        """No WAL leaves the primary any more, as if the network to its standbys hung."""
        with psycopg.connect(self.primary().url) as connection:
            for (pid,) in connection.execute("SELECT pid FROM pg_stat_replication"):
                _signal(pid, signal.SIGSTOP)

    def stop(self) -> None:
        """End everything."""
        for node in self.nodes:
            if node.process is not None and node.process.poll() is None:
                self.kill_node(node)
        if self.etcd is not None and self.etcd.poll() is None:
            self.kill_etcd()

    def configure(self, **settings: object) -> None:
        """Change Patroni's settings for all nodes."""
        self.primary().ask("/config", settings)

    def members(self) -> dict[str, Member]:
        """The nodes as the first Patroni that answers sees them."""
        for node in self.nodes:
            told = node.ask("/cluster")
            if isinstance(told, dict) and any(one["role"] == "leader" for one in told["members"]):
                return {one["name"]: one for one in told["members"]}
        return {}

    def primary(self) -> Node:
        """The leader; raises LookupError while there is none."""
        members = self.members()
        for node in self.nodes:
            if members.get(node.name, {}).get("role") == "leader" and self.is_primary(node):
                return node
        raise LookupError("no primary")

    def is_primary(self, node: Node) -> bool:
        """Whether a node takes writes, whatever etcd knows of it."""
        with suppress(psycopg.Error), psycopg.connect(f"{node.url}&{WRITABLE}"):
            return True
        return False

    def moved_from(self, node: Node) -> Node | None:
        """The primary, once it is another than this node."""
        with suppress(LookupError):
            return found if (found := self.primary()) is not node else None
        return None

    def whole(self, *, seconds: float = 120, synchronous: bool = True) -> Node:
        """Wait for a primary and two standbys that follow it; gives the primary."""

        def standing() -> Node | None:
            members = self.members()
            following = [one for one in members.values() if one.get("state") == "streaming"]
            roles = {one["role"] for one in following}
            ready = len(following) == 2 and (("sync_standby" in roles) == synchronous)
            with suppress(LookupError):
                return self.primary() if ready else None
            return None

        return until(standing, seconds, "the cluster is not whole")

    def _run(self, log: Path, *command: str) -> subprocess.Popen[bytes]:
        with log.open("ab") as output:
            return subprocess.Popen(
                command,
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                cwd=self.folder,
                env={"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8"},
                user=self.programs.user,
                group=self.programs.user,
                extra_groups=None if self.programs.user is None else [],
                start_new_session=True,
            )

    def _settings(self, node: Node) -> dict[str, object]:
        return {
            "scope": "claims",
            "name": node.name,
            "restapi": {
                "listen": f"127.0.0.1:{node.rest}",
                "connect_address": f"127.0.0.1:{node.rest}",
            },
            "etcd3": {"host": f"127.0.0.1:{self.ports[0]}"},
            "bootstrap": {
                "dcs": SETTINGS,
                "initdb": [{"encoding": "UTF8"}, {"locale": "C.UTF-8"}, "data-checksums"],
            },
            "postgresql": {
                "listen": f"127.0.0.1:{node.port}",
                "connect_address": f"127.0.0.1:{node.port}",
                "data_dir": str(node.folder / "data"),
                "bin_dir": str(self.programs.postgres),
                "pgpass": str(node.folder / "pgpass"),
                "authentication": {
                    "superuser": {"username": "postgres"},
                    "replication": {"username": "replicator"},
                },
            },
        }


def until(look: Callable[[], T | None], seconds: float, otherwise: str) -> T:
    """What a look gives as soon as it gives something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if (found := look()) is not None:
            return found
        time.sleep(0.2)
    raise TimeoutError(f"{otherwise} after {seconds:.0f} seconds")


def _free_ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def _signal(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)
