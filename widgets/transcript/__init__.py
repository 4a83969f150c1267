"""The transcript of a recording beside its player: lines that follow the playhead and lead to their second."""
