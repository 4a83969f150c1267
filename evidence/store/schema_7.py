"""The statements of migration 0007."""

SCHEMA_7 = """
CREATE TABLE figure_check (
  id TEXT PRIMARY KEY, figure_id TEXT NOT NULL UNIQUE REFERENCES rule_figure(id), verified_by TEXT NOT NULL,
  verified_on TEXT NOT NULL, "by" TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE group_wording (
  id TEXT PRIMARY KEY, group_label TEXT NOT NULL REFERENCES complaint_group(label), about TEXT NOT NULL,
  title TEXT NOT NULL, note TEXT NOT NULL, "by" TEXT NOT NULL, at TEXT NOT NULL) STRICT;
ALTER TABLE measure ADD COLUMN owner_id TEXT REFERENCES member(id);
CREATE TABLE bundle (
  id TEXT PRIMARY KEY, export_id TEXT NOT NULL UNIQUE REFERENCES export(id), file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL, tag_manifest_sha256 TEXT NOT NULL, signed INTEGER NOT NULL CHECK (signed IN (0, 1)),
  originals TEXT NOT NULL, files INTEGER NOT NULL, octets INTEGER NOT NULL) STRICT;
CREATE INDEX bundle_tag_manifest ON bundle (tag_manifest_sha256);
ALTER TABLE complaint ADD COLUMN handling_version TEXT NOT NULL DEFAULT '';
CREATE TABLE list_change (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), label TEXT NOT NULL,
  list TEXT NOT NULL, version TEXT NOT NULL, reason TEXT NOT NULL,
  "by" TEXT NOT NULL, at TEXT NOT NULL, withdrawn INTEGER NOT NULL, UNIQUE (case_id, label)) STRICT;
CREATE TABLE received (
  case_id TEXT PRIMARY KEY REFERENCES complaint(id), from_label TEXT NOT NULL, head_seq INTEGER NOT NULL,
  head_hash TEXT NOT NULL, tag_manifest_sha256 TEXT NOT NULL, told TEXT NOT NULL, at TEXT NOT NULL) STRICT;
"""
