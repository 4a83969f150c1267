"""Asks a time-stamp server (RFC 3161) that the person named. Nothing else in the program speaks to a network."""

from __future__ import annotations

import urllib.error
import urllib.request
from urllib.parse import urlsplit

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from evidence.errors import Refused, ToolMissing

PATIENCE_S = 20
MOST_ANSWER = 1 << 20


class Stamper(TimeStamper):
    """A server at one address."""

    def __init__(self, url: str) -> None:
        """Take the address.

        Raises:
            Refused: it is none of http or https.
        """
        TimeStamper.__init__(self)
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            raise Refused(
                f"“{url[:80]}” is no address of a time-stamp server: it begins with http:// or https://.",
                f"“{url[:80]}”不是时间戳服务器地址：应以 http:// 或 https:// 开头。",
            )
        self._url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """The server's answer to a query."""
        answer = self.answer(req.dump())
        try:
            reply = tsp.TimeStampResp.load(answer, strict=True)
            _ = reply["status"]["status"].native
        except (ValueError, TypeError) as nonsense:
            raise TimestampRequestError("its answer cannot be read") from nonsense
        return reply

    def answer(self, query: bytes) -> bytes:
        """The bytes that the server answers.

        Raises:
            ToolMissing: it cannot be reached, or answers something else.
        """
        asked = urllib.request.Request(
            self._url, data=query, headers={"Content-Type": "application/timestamp-query"}, method="POST"
        )
        try:
            with urllib.request.urlopen(asked, timeout=PATIENCE_S) as reply:
                data: bytes = reply.read(MOST_ANSWER)
        except (OSError, ValueError) as unreachable:
            reason = getattr(unreachable, "reason", None) or unreachable
            raise ToolMissing(
                f"The time-stamp server {self._url[:80]} did not answer ({str(reason)[:80]}). Nothing was written; try "
                "again, or sign without --timestamp.",
                f"时间戳服务器 {self._url[:80]} 没有应答（{str(reason)[:80]}）。"
                "未写入任何文件；请重试，或不带 --timestamp 签名。",
            ) from unreachable
        return data
