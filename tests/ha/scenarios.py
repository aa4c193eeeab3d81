"""What breaks, one fault a function: each takes the cluster and its load, and breaks it.

Each gives back what mends the cluster again. Who comes next: ``judgement``.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeAlias

from cluster import TTL, until

if TYPE_CHECKING:
    from collections.abc import Callable

    from cluster import Cluster
    from load import Load

Mend: TypeAlias = "Callable[[], None]"
Fault: TypeAlias = "Callable[[Cluster, Load], Mend]"

FAILOVER = 120  # seconds until writing must go on


def node_killed(cluster: Cluster, load: Load) -> Mend:
    """Patroni and PostgreSQL of the primary, both by kill -9."""
    node = cluster.primary()
    cluster.kill_node(node)
    _goes_on(load)
    return lambda: cluster.start_node(node)


def postmaster_killed(cluster: Cluster, load: Load) -> Mend:
    """PostgreSQL's first process, by kill -9; Patroni lives."""
    cluster.kill_postmaster(cluster.primary())
    _goes_on(load)
    return _nothing


def etcd_lost(cluster: Cluster, load: Load) -> Mend:
    """No etcd for longer than a leader may go without: failsafe mode keeps the primary."""
    before = cluster.primary()
    cluster.kill_etcd()
    time.sleep(TTL + 10)
    late = time.monotonic()
    time.sleep(2)
    assert load.since(late) > 0, "the primary stopped"
    assert cluster.is_primary(before), "the primary changed"
    return cluster.start_etcd


def standbys_stalled(cluster: Cluster, load: Load) -> Mend:
    """The standbys get nothing more, two seconds of work go on, then the primary's node dies."""
    node = cluster.primary()
    cluster.stall_standbys()
    time.sleep(2)
    if load.asynchronous:
        load.stop()  # its processes would see the loss, and refuse to go on
        load.checkpoint()
    cluster.kill_node(node)
    if load.asynchronous:
        until(lambda: cluster.moved_from(node), FAILOVER, "no standby took over")
    else:
        _goes_on(load)
    return lambda: cluster.start_node(node)


def _goes_on(load: Load) -> None:
    moment = time.monotonic() + 0.1  # what was on its way may still come back
    until(lambda: load.since(moment) > 3 or None, FAILOVER, "writing did not go on")
    time.sleep(1)


def _nothing() -> None:
    pass
