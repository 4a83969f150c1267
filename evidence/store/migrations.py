"""Numbered migrations. Each one stands by itself, calls no code of today and is never edited after its release."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x52504C44  # "RPLD"

migrations = Migrations("replaydesk")

_SCHEMA_1 = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE complaint (
  id TEXT PRIMARY KEY, label TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT NOT NULL, category TEXT NOT NULL,
  checklist_version TEXT NOT NULL, rule_pack TEXT NOT NULL, zone TEXT NOT NULL, received TEXT, channel TEXT NOT NULL,
  verbatim TEXT NOT NULL, demand TEXT NOT NULL, amount_minor INTEGER, currency TEXT,
  regulator_reference TEXT NOT NULL, status TEXT NOT NULL, changed_at TEXT NOT NULL) STRICT;

CREATE TABLE person (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), position INTEGER NOT NULL, role TEXT NOT NULL,
  name TEXT NOT NULL, organisation TEXT NOT NULL, pseudonym TEXT NOT NULL, current INTEGER NOT NULL DEFAULT 1) STRICT;

CREATE TABLE product (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL UNIQUE REFERENCES complaint(id), kind TEXT NOT NULL, name TEXT NOT NULL,
  insurer TEXT NOT NULL, distributor TEXT NOT NULL, policy_number TEXT NOT NULL,
  premium_minor INTEGER, currency TEXT, payment_form TEXT NOT NULL,
  payment_years INTEGER, term_years INTEGER, contract_hesitation_days INTEGER,
  sold_on TEXT, sold_exhibit TEXT REFERENCES exhibit(id),
  issued_on TEXT, issued_exhibit TEXT REFERENCES exhibit(id),
  receipt_signed_on TEXT, receipt_signed_exhibit TEXT REFERENCES exhibit(id),
  called_back_on TEXT, called_back_exhibit TEXT REFERENCES exhibit(id),
  surrender_requested_on TEXT, surrender_requested_exhibit TEXT REFERENCES exhibit(id)) STRICT;

CREATE TABLE allegation (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), position INTEGER NOT NULL,
  text TEXT NOT NULL, responsible TEXT NOT NULL, status TEXT NOT NULL, current INTEGER NOT NULL DEFAULT 1) STRICT;

CREATE TABLE question (
  id TEXT PRIMARY KEY, allegation_id TEXT NOT NULL REFERENCES allegation(id), position INTEGER NOT NULL,
  text TEXT NOT NULL, points TEXT NOT NULL, current INTEGER NOT NULL DEFAULT 1) STRICT;

CREATE TABLE recording (
  id TEXT PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64), size INTEGER NOT NULL,
  kind TEXT NOT NULL, file_name TEXT NOT NULL, facts TEXT NOT NULL, audio_usable TEXT NOT NULL,
  clock_start TEXT, clock_zone TEXT, clock_given TEXT, clock_offset_us INTEGER NOT NULL,
  clock_uncertainty_us INTEGER, clock_method TEXT NOT NULL, clock_drift_ppb INTEGER NOT NULL,
  linked_at TEXT NOT NULL, linked_zone TEXT NOT NULL) STRICT;

CREATE TABLE exhibit (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id),
  recording_id TEXT NOT NULL REFERENCES recording(id), label TEXT NOT NULL, title TEXT NOT NULL,
  source_name TEXT NOT NULL, received_from TEXT NOT NULL, legal_basis TEXT NOT NULL,
  UNIQUE (case_id, label), UNIQUE (case_id, recording_id)) STRICT;

CREATE TABLE mark (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id),
  exhibit_id TEXT NOT NULL REFERENCES exhibit(id), label TEXT NOT NULL,
  stream INTEGER, tb_num INTEGER, tb_den INTEGER, in_pts INTEGER, out_pts INTEGER,
  in_us INTEGER, out_us INTEGER, frame INTEGER, page INTEGER, box TEXT,
  point TEXT NOT NULL, verdict TEXT NOT NULL, how TEXT NOT NULL, quote TEXT NOT NULL, note TEXT NOT NULL,
  "by" TEXT NOT NULL, at TEXT NOT NULL, zone TEXT NOT NULL, withdrawn INTEGER NOT NULL DEFAULT 0,
  sha256 TEXT NOT NULL, UNIQUE (case_id, label),
  CHECK ((page IS NULL) = (in_pts IS NOT NULL)), CHECK (in_us <= out_us), CHECK (in_pts <= out_pts)) STRICT;
CREATE INDEX mark_of_case ON mark (case_id);

CREATE TABLE act (
  case_id TEXT NOT NULL REFERENCES complaint(id), seq INTEGER NOT NULL, kind TEXT NOT NULL, verb TEXT NOT NULL,
  mark_id TEXT NOT NULL REFERENCES mark(id), before TEXT NOT NULL, after TEXT NOT NULL,
  "by" TEXT NOT NULL, at TEXT NOT NULL, undoes INTEGER, PRIMARY KEY (case_id, seq)) STRICT;

CREATE TABLE journal (
  chain TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, os_user TEXT NOT NULL,
  host TEXT NOT NULL, action TEXT NOT NULL, body_commit TEXT NOT NULL CHECK (length(body_commit) = 64),
  prev TEXT NOT NULL CHECK (length(prev) = 64), hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  PRIMARY KEY (chain, seq)) STRICT;

CREATE TABLE journal_body (
  chain TEXT NOT NULL, seq INTEGER NOT NULL, salt TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (chain, seq),
  FOREIGN KEY (chain, seq) REFERENCES journal(chain, seq)) STRICT;

CREATE TABLE export (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL, content_sha256 TEXT NOT NULL, head_seq INTEGER NOT NULL, head_hash TEXT NOT NULL,
  as_of TEXT NOT NULL, made_at TEXT NOT NULL, language TEXT NOT NULL, copy TEXT NOT NULL,
  pages INTEGER NOT NULL) STRICT;
CREATE INDEX export_by_digest ON export (sha256);
"""


@migrations(name="0001_one_complaint_end_to_end")
def _one_complaint_end_to_end(db: Database) -> None:
    for statement in _SCHEMA_1.split(";\n"):
        if statement.strip():
            db.execute(statement)
    db.execute("PRAGMA user_version = 1")


LATEST = 1
