"""A quick picture of a key frame alone, to look at until the frame asked for is decoded: nothing else is made of it."""

from __future__ import annotations

from typing import Any

from av.codec.context import CodecContext
from av.error import FFmpegError
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from evidence.media.decode import check_memory

HOLD_BACK = {"h264", "hevc"}
"""Their decoders hold a picture back until some later ones are decoded too, and smooth the edges of its blocks."""


class Quick:
    """A second decoder beside the exact one: it gets a key packet, gives its picture at once, and forgets both.

    The edges of blocks are left as they are, so the picture is that of the frame, a little coarser.
    """

    def __init__(self) -> None:
        """Nothing is opened yet."""
        self._context: VideoCodecContext | None = None

    def picture(self, stream: VideoStream, packet: Packet[Any]) -> VideoFrame | None:
        """The picture of a key packet of this stream; None where it gives none by itself."""
        try:
            context = self._context or self._opened(stream)
            if context is None:
                return None
            try:
                frames = [*context.decode(packet), *context.decode(None)]
            finally:
                context.flush_buffers()
        except FFmpegError as error:
            check_memory(error)
            return None
        return frames[0] if frames and not frames[0].is_corrupt else None

    def _opened(self, stream: VideoStream) -> VideoCodecContext | None:
        name = stream.codec_context.name
        if name not in HOLD_BACK:
            return None
        context = CodecContext.create(name, "r")
        assert isinstance(context, VideoCodecContext)
        context.extradata = stream.codec_context.extradata
        context.thread_count, context.thread_type = 1, "NONE"
        context.options = {"skip_loop_filter": "all"}
        self._context = context
        return context
