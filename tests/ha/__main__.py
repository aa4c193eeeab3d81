"""``make ha``: a desk at work on three PostgreSQL nodes under Patroni, while they break.

    python tests/ha [--rounds N] [--only NAME] [--keep]

Strict synchronous mode with failsafe, on loopback, in a temporary folder. Every event that
was acknowledged must be there in the end, at its place, in a tree that goes on from the
checkpoint taken before. The last rows are the negative control: asynchronous replication,
where the same fault must lose events, and the ledger must refuse to go on.
"""

from __future__ import annotations

import shutil
import signal
import sys
import time
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import attrs
import click
from cluster import Cluster
from judgement import Judgement, judge
from load import Load
from programs import PACKAGES, Missing, Programs
from scenarios import Fault, etcd_lost, node_killed, postmaster_killed, standbys_stalled

if TYPE_CHECKING:
    from collections.abc import Sequence


@attrs.frozen
class Scenario:
    """A fault, how often it is made for each round asked for, and with which replication."""

    name: str
    fault: Fault
    asynchronous: bool = False

    def holds(self, found: Judgement) -> bool:
        """Nothing lost; of the control, that the loss is seen and stops the ledger."""
        return found.lost > 0 and found.refused if self.asynchronous else found.holds


SCENARIOS = (
    Scenario("node killed", node_killed),
    Scenario("postmaster killed", postmaster_killed),
    Scenario("etcd lost", etcd_lost),
    Scenario("standbys stalled, node killed", standbys_stalled),
    Scenario("the same, asynchronous", standbys_stalled, asynchronous=True),
)
COLUMNS = "{:<31}{:>7}{:>7}{:>6}{:>7}{:>10}{:>9}{:>16}{:>7}{:>6}"


@click.command()
@click.option("--rounds", default=3, show_default=True, help="Of each scenario.")
@click.option("--only", default="", help="The scenarios whose name holds this.")
@click.option("--keep", is_flag=True, help="Leave the folder, with the servers' logs.")
def main(rounds: int, only: str, *, keep: bool) -> None:
    """Break a cluster in every way, and count what is lost."""
    try:
        programs = Programs.find()
    except Missing as missing:
        click.echo(f"make ha needs what is not here: {missing}\n  try: {PACKAGES}", err=True)
        sys.exit(2)
    # Whoever ends this program ends the servers with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folder = Path(mkdtemp(prefix="claims-ha-"))
    folder.chmod(0o755)
    failed = False
    click.echo(f"{programs.postgres}, Patroni and etcd in {folder}", err=True)
    cluster = Cluster.make(programs, folder)
    try:
        cluster.start()
        _say(
            "",
            "rounds",
            "acked",
            "lost",
            "moved",
            "verified",
            "refused",
            "pause s",
            "looks",
            "gone",
        )
        for scenario in SCENARIOS:
            if only in scenario.name:
                found = [_round(cluster, scenario, folder, n) for n in range(rounds)]
                _tell(scenario, found)
                failed |= not all(map(scenario.holds, found))
    finally:
        cluster.stop()
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)
    sys.exit(failed)


def _round(cluster: Cluster, scenario: Scenario, folder: Path, n: int) -> Judgement:
    synchronous = not scenario.asynchronous
    cluster.configure(synchronous_mode=synchronous, synchronous_mode_strict=synchronous)
    cluster.whole(synchronous=synchronous)
    name = "".join(word[0] for word in scenario.name.split())
    schema = f"{name}{n}"
    load = Load(cluster, schema, folder / f"custody-{schema}", scenario.asynchronous)
    with load:
        time.sleep(2)
        before = load.checkpoint()
        mend = scenario.fault(cluster, load)
    try:
        found = judge(load, before)
    finally:
        mend()
    click.echo(f"{scenario.name}: {found}; errors met: {dict(load.errors)}", err=True)
    cluster.whole(synchronous=synchronous)
    return found


def _tell(scenario: Scenario, found: Sequence[Judgement]) -> None:
    pauses = sorted(one.pause for one in found)
    _say(
        scenario.name,
        len(found),
        sum(one.acknowledged for one in found),
        sum(one.lost for one in found),
        sum(one.moved for one in found),
        f"{sum(one.verified for one in found)}/{len(found)}",
        f"{sum(one.refused for one in found)}/{len(found)}",
        f"{pauses[len(pauses) // 2]:.1f} to {pauses[-1]:.1f}",
        sum(one.looks for one in found),
        sum(one.gone for one in found),
    )


def _say(*cells: object) -> None:
    click.echo(COLUMNS.format(*cells))


main()
