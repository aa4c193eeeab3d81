"""A server on a port of its own, for as long as a test needs it."""

from __future__ import annotations

import threading
from contextlib import contextmanager

from ledger.web.server import Serving, bound


@contextmanager
def listening(gate):
    """Serve an application on loopback; gives the port."""
    ready = threading.Event()
    with bound("127.0.0.1", 0) as open_port:
        serving = Serving(gate, ready=ready.set)
        thread = threading.Thread(target=serving.run, args=(open_port,))
        thread.start()
        assert ready.wait(20)
        yield open_port.getsockname()[1]
        serving.stop()
        thread.join(20)
