"""Triggers which refuse to change or delete what only ever grows.

They are rails against our own slips, not a defence against somebody with the file in hand: that is what the journal's
hashes and the heads in exported case files are for. The text here is compared with the file's at every opening.
"""

from __future__ import annotations

RECORDS = (
    "request", "statement", "disclosure", "withdrawal", "finding", "opinion", "interval", "settlement", "decision",
    "mask", "cause", "measure",
    "step", "task", "assignment", "closing", "membership", "list_change",
)  # fmt: skip
"""What stands in a case under a label of its own and changes by acts."""

GUARDED = (
    "complaint", "person", "product", "allegation", "question", "recording", "exhibit", "mark", "act", "export",
    "member", "duty", "declaration", "playing", "played", "round_done", "approval", "reopening", "transcript", "cue",
    "leafing", "page_shown",
    "rule_figure", "rules_file", "complaint_group", "figure_check", "group_wording", "bundle", "received",
    *RECORDS,
)  # fmt: skip
"""Tables from which nothing is deleted."""

_RECORD = ("id", "case_id", "label", "by", "at")
_FIXED_COLUMNS = {
    "recording": ("id", "sha256", "size"),
    "exhibit": ("id", "case_id", "recording_id", "label"),
    "mark": ("id", "case_id", "exhibit_id", "label", "by", "at", "sha256", "round"),
    "complaint": ("id", "label"),
    "member": ("id", "os_user"),
    "duty": ("id", "case_id", "member_id", "duty", "since", "by"),
    "transcript": (*_RECORD, "exhibit_id", "sha256", "cues_sha256", "format", "file_name"),
    **dict.fromkeys(RECORDS, _RECORD),
}
_APPENDED = (
    "journal", "act", "export", "declaration", "playing", "played", "round_done", "approval", "reopening", "cue",
    "leafing", "page_shown",
    "rule_figure", "rules_file", "complaint_group", "figure_check", "group_wording",
    "bundle", "received",
)  # fmt: skip


def guard_triggers() -> dict[str, str]:
    """Name and full text of every guard trigger of the present schema."""
    triggers: dict[str, str] = {}
    for table in GUARDED:
        triggers[f"{table}_keeps_rows"] = (
            f"CREATE TRIGGER {table}_keeps_rows BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'guard: {table} rows are never deleted'); END"
        )
    for table, columns in _FIXED_COLUMNS.items():
        changed = " OR ".join(f'NEW."{column}" IS NOT OLD."{column}"' for column in columns)
        triggers[f"{table}_keeps_identity"] = (
            f"CREATE TRIGGER {table}_keeps_identity BEFORE UPDATE ON {table} WHEN {changed} "
            f"BEGIN SELECT RAISE(ABORT, 'guard: identity of {table} never changes'); END"
        )
    for table in _APPENDED:
        triggers[f"{table}_is_appended"] = (
            f"CREATE TRIGGER {table}_is_appended BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'guard: {table} is appended only'); END"
        )
    triggers["journal_keeps_rows"] = (
        "CREATE TRIGGER journal_keeps_rows BEFORE DELETE ON journal "
        "BEGIN SELECT RAISE(ABORT, 'guard: journal rows are never deleted'); END"
    )
    triggers["journal_has_no_gap"] = (
        "CREATE TRIGGER journal_has_no_gap BEFORE INSERT ON journal "
        "WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal WHERE chain = NEW.chain) "
        "BEGIN SELECT RAISE(ABORT, 'guard: journal entries follow each other'); END"
    )
    triggers["journal_has_no_fork"] = (
        "CREATE TRIGGER journal_has_no_fork BEFORE INSERT ON journal "
        "WHEN NEW.seq > 1 AND NEW.prev IS NOT "
        "(SELECT hash FROM journal WHERE chain = NEW.chain AND seq = NEW.seq - 1) "
        "BEGIN SELECT RAISE(ABORT, 'guard: journal entries hang on the one before'); END"
    )
    triggers["journal_body_is_kept"] = (
        "CREATE TRIGGER journal_body_is_kept BEFORE UPDATE ON journal_body "
        "BEGIN SELECT RAISE(ABORT, 'guard: a body is kept or erased, never changed'); END"
    )
    return triggers
