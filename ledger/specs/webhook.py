"""A receiver of webhooks on this machine, which answers as a scenario wants it.

Gives the messages that it answered well, each once, by its id, however often it came: that is what
Standard Webhooks asks of a receiver. Absent: trust. A message whose signature is wrong is none.
"""

from __future__ import annotations

import base64
import hmac
import json
from http import HTTPStatus
from typing import TYPE_CHECKING

from ledger.specs.loopback import LoopbackReply, LoopbackServer

if TYPE_CHECKING:
    from ledger.specs.loopback import LoopbackRequest

_SECRET = "whsec_"  # noqa: S105 - how Standard Webhooks begins one
_SUCCESS = range(200, 300)


class WebhookReceiver:
    """A receiver on loopback; ``status`` is what it answers, ``secret`` what checks signatures."""

    def __init__(self) -> None:
        self.status: int = HTTPStatus.NO_CONTENT
        self.secret = ""
        self.attempts = 0
        self._bodies: dict[str, bytes] = {}
        self._server = LoopbackServer(self._take)
        self.url = f"{self._server.host}/hook"

    @property
    def messages(self) -> list[object]:
        """What arrived, in the order in which it first came."""
        return [json.loads(body) for body in self._bodies.values()]

    def _take(self, request: LoopbackRequest) -> LoopbackReply:
        """Take a message; one whose signature is wrong is refused."""
        self.attempts += 1
        if not self._is_signed(request):
            return LoopbackReply(status=HTTPStatus.UNAUTHORIZED)
        if self.status in _SUCCESS:
            self._bodies.setdefault(request.headers["webhook-id"], request.body)
        return LoopbackReply(status=self.status)

    def _is_signed(self, request: LoopbackRequest) -> bool:
        headers = request.headers
        name, moment = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
        key = base64.b64decode(self.secret.removeprefix(_SECRET))
        mac = hmac.digest(key, f"{name}.{moment}.".encode() + request.body, "sha256")
        signature = f"v1,{base64.b64encode(mac).decode()}"
        return signature in headers.get("webhook-signature", "").split(" ")

    def close(self) -> None:
        """Stop serving."""
        self._server.close()
