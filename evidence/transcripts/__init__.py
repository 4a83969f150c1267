"""Reading transcripts that other programs wrote: bytes to lines with whole microseconds, and what is odd about them."""
