"""Numbered migrations. Each one stands by itself, calls no code of today and is never edited after its release."""

from __future__ import annotations

import re

from sqlite_utils import Database, Migrations

from evidence.store.schema_6 import SCHEMA_6
from evidence.store.schema_7 import SCHEMA_7

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


_SCHEMA_2 = """
CREATE TABLE member (id TEXT PRIMARY KEY, os_user TEXT NOT NULL UNIQUE, name TEXT NOT NULL, at TEXT NOT NULL) STRICT;

CREATE TABLE duty (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), member_id TEXT NOT NULL REFERENCES member(id),
  duty TEXT NOT NULL, since TEXT NOT NULL, until TEXT, "by" TEXT NOT NULL) STRICT;
CREATE INDEX duty_of_case ON duty (case_id);

CREATE TABLE declaration (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), member_id TEXT NOT NULL REFERENCES member(id),
  conflict TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE INDEX declaration_of_case ON declaration (case_id);

ALTER TABLE person ADD COLUMN accused INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN member_id TEXT REFERENCES member(id);

ALTER TABLE exhibit ADD COLUMN received_by TEXT NOT NULL DEFAULT '';
ALTER TABLE exhibit ADD COLUMN received_at TEXT;
ALTER TABLE exhibit ADD COLUMN transfer_method TEXT NOT NULL DEFAULT '';
ALTER TABLE exhibit ADD COLUMN confidentiality TEXT NOT NULL DEFAULT 'not_stated';

ALTER TABLE recording ADD COLUMN retention_until TEXT;
ALTER TABLE recording ADD COLUMN hold INTEGER NOT NULL DEFAULT 0;

ALTER TABLE mark ADD COLUMN speaker TEXT NOT NULL DEFAULT '';
ALTER TABLE mark ADD COLUMN prompted TEXT NOT NULL DEFAULT 'unknown';
ALTER TABLE mark ADD COLUMN strength TEXT;
ALTER TABLE mark ADD COLUMN translation TEXT NOT NULL DEFAULT '';
ALTER TABLE mark ADD COLUMN allegation_id TEXT REFERENCES allegation(id);
ALTER TABLE mark ADD COLUMN status TEXT NOT NULL DEFAULT 'final';
ALTER TABLE mark ADD COLUMN round INTEGER NOT NULL DEFAULT 1;

CREATE TABLE deed (
  case_id TEXT NOT NULL REFERENCES complaint(id), seq INTEGER NOT NULL, kind TEXT NOT NULL, verb TEXT NOT NULL,
  subject TEXT NOT NULL, subject_id TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
  "by" TEXT NOT NULL, at TEXT NOT NULL, undoes INTEGER, PRIMARY KEY (case_id, seq)) STRICT;
INSERT INTO deed (case_id, seq, kind, verb, subject, subject_id, before, after, "by", at, undoes)
  SELECT case_id, seq, kind, verb, 'mark', mark_id, before, after, "by", at, undoes FROM act;
DROP TABLE act;
ALTER TABLE deed RENAME TO act;

CREATE TABLE playing (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), member_id TEXT NOT NULL REFERENCES member(id),
  round INTEGER NOT NULL, speech_permille INTEGER NOT NULL, visible_permille INTEGER NOT NULL,
  least_picture_px INTEGER NOT NULL, at TEXT NOT NULL) STRICT;
CREATE INDEX playing_of_case ON playing (case_id);

CREATE TABLE played (
  playing_id TEXT NOT NULL REFERENCES playing(id), position INTEGER NOT NULL,
  exhibit_id TEXT NOT NULL REFERENCES exhibit(id), from_us INTEGER NOT NULL, to_us INTEGER NOT NULL,
  speed_permille INTEGER NOT NULL, sounded INTEGER NOT NULL, seen INTEGER NOT NULL,
  PRIMARY KEY (playing_id, position), CHECK (from_us < to_us), CHECK (speed_permille > 0)) STRICT;

CREATE TABLE request (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), label TEXT NOT NULL,
  "to" TEXT NOT NULL, what TEXT NOT NULL, legal_basis TEXT NOT NULL, sent_at TEXT, due TEXT, reminders TEXT NOT NULL,
  reply TEXT, replied_at TEXT, reply_text TEXT NOT NULL, exhibit_id TEXT REFERENCES exhibit(id),
  "by" TEXT NOT NULL, at TEXT NOT NULL, withdrawn INTEGER NOT NULL, UNIQUE (case_id, label)) STRICT;

CREATE TABLE statement (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), label TEXT NOT NULL,
  "of" TEXT NOT NULL, who TEXT NOT NULL, text TEXT NOT NULL, how TEXT NOT NULL, taken_at TEXT,
  exhibit_id TEXT REFERENCES exhibit(id),
  "by" TEXT NOT NULL, at TEXT NOT NULL, withdrawn INTEGER NOT NULL, UNIQUE (case_id, label)) STRICT;

CREATE TABLE disclosure (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), label TEXT NOT NULL,
  shown_to TEXT NOT NULL, what TEXT NOT NULL, place TEXT NOT NULL, purpose TEXT NOT NULL, basis TEXT NOT NULL,
  masked INTEGER NOT NULL, copy_given INTEGER NOT NULL, shown_at TEXT NOT NULL, exhibit_id TEXT REFERENCES exhibit(id),
  "by" TEXT NOT NULL, at TEXT NOT NULL, withdrawn INTEGER NOT NULL, UNIQUE (case_id, label)) STRICT;

CREATE TABLE withdrawal (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), label TEXT NOT NULL,
  day TEXT NOT NULL, circumstances TEXT NOT NULL, voluntariness TEXT NOT NULL, exhibit_id TEXT REFERENCES exhibit(id),
  "by" TEXT NOT NULL, at TEXT NOT NULL, withdrawn INTEGER NOT NULL, UNIQUE (case_id, label)) STRICT;

CREATE TABLE finding (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), label TEXT NOT NULL,
  allegation_id TEXT NOT NULL REFERENCES allegation(id), question_id TEXT REFERENCES question(id),
  result TEXT NOT NULL, standard TEXT NOT NULL, reasoning TEXT NOT NULL, marks_for TEXT NOT NULL,
  marks_against TEXT NOT NULL, missing TEXT NOT NULL,
  "by" TEXT NOT NULL, at TEXT NOT NULL, withdrawn INTEGER NOT NULL, UNIQUE (case_id, label)) STRICT;

CREATE TABLE opinion (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), label TEXT NOT NULL,
  finding TEXT NOT NULL, agrees INTEGER NOT NULL, reason TEXT NOT NULL,
  "by" TEXT NOT NULL, at TEXT NOT NULL, withdrawn INTEGER NOT NULL, UNIQUE (case_id, label),
  FOREIGN KEY (case_id, finding) REFERENCES finding(case_id, label)) STRICT;

CREATE TABLE interval (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), label TEXT NOT NULL,
  allegation_id TEXT NOT NULL REFERENCES allegation(id), from_at TEXT NOT NULL, to_at TEXT NOT NULL, zone TEXT NOT NULL,
  from_given TEXT NOT NULL, to_given TEXT NOT NULL,
  "by" TEXT NOT NULL, at TEXT NOT NULL, withdrawn INTEGER NOT NULL, UNIQUE (case_id, label)) STRICT;

CREATE TABLE settlement (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), label TEXT NOT NULL,
  point TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL,
  "by" TEXT NOT NULL, at TEXT NOT NULL, withdrawn INTEGER NOT NULL, UNIQUE (case_id, label)) STRICT;

CREATE TABLE decision (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), label TEXT NOT NULL,
  outcome TEXT NOT NULL, redress TEXT NOT NULL, amount_minor INTEGER, currency TEXT, text TEXT NOT NULL,
  letter_sent_at TEXT, rights_notified INTEGER NOT NULL,
  "by" TEXT NOT NULL, at TEXT NOT NULL, withdrawn INTEGER NOT NULL, UNIQUE (case_id, label)) STRICT;

CREATE TABLE round_done (
  case_id TEXT NOT NULL REFERENCES complaint(id), member_id TEXT NOT NULL REFERENCES member(id),
  round INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY (case_id, member_id, round)) STRICT;

CREATE TABLE approval (
  case_id TEXT NOT NULL REFERENCES complaint(id), version INTEGER NOT NULL, head_seq INTEGER NOT NULL,
  head_hash TEXT NOT NULL CHECK (length(head_hash) = 64), act_seq INTEGER NOT NULL,
  member_id TEXT NOT NULL REFERENCES member(id), at TEXT NOT NULL, PRIMARY KEY (case_id, version)) STRICT;

CREATE TABLE reopening (
  case_id TEXT NOT NULL REFERENCES complaint(id), version INTEGER NOT NULL, reason TEXT NOT NULL,
  "by" TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (case_id, version)) STRICT;

CREATE TABLE transcript (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), label TEXT NOT NULL,
  exhibit_id TEXT NOT NULL REFERENCES exhibit(id), format TEXT NOT NULL, file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64), cues_sha256 TEXT NOT NULL CHECK (length(cues_sha256) = 64),
  language TEXT NOT NULL, offset_us INTEGER NOT NULL,
  "by" TEXT NOT NULL, at TEXT NOT NULL, withdrawn INTEGER NOT NULL, UNIQUE (case_id, label)) STRICT;

CREATE TABLE cue (
  transcript_id TEXT NOT NULL REFERENCES transcript(id), position INTEGER NOT NULL,
  from_us INTEGER NOT NULL, to_us INTEGER NOT NULL, speaker TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (transcript_id, position), CHECK (from_us <= to_us)) STRICT;

CREATE TABLE passage (
  id INTEGER PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), subject TEXT NOT NULL,
  subject_id TEXT NOT NULL, part TEXT NOT NULL, position INTEGER NOT NULL, "by" TEXT NOT NULL, text TEXT NOT NULL,
  UNIQUE (subject_id, part, position)) STRICT;
CREATE VIRTUAL TABLE words USING fts5 (spaced, content = '', tokenize = 'unicode61');
"""


@migrations(name="0002_review_desk")
def _review_desk(db: Database) -> None:
    for statement in _SCHEMA_2.split(";\n"):
        if statement.strip():
            db.execute(statement)
    for case_id, subject, subject_id, part, by, text in _passages_of_schema_1(db):
        if not text:
            continue
        row = db.execute(
            'INSERT INTO passage (case_id, subject, subject_id, part, "by", text, position) '
            "VALUES (?, ?, ?, ?, ?, ?, 0)",
            [case_id, subject, subject_id, part, by, text],
        )
        db.execute("INSERT INTO words (rowid, spaced) VALUES (?, ?)", [row.lastrowid, _SCRIPT_2.sub(r" \g<0> ", text)])
    db.execute("PRAGMA user_version = 2")


def _passages_of_schema_1(db: Database) -> list[tuple[str, ...]]:
    """Case, subject, its identity, part, author and text of everything that could be found in schema 1."""
    columns = "UNION ALL SELECT id, 'complaint', id, '{0}', '', {0} FROM complaint "
    sql = (
        "SELECT case_id, 'mark', id, 'quote', \"by\", quote FROM mark UNION ALL "
        "SELECT case_id, 'mark', id, 'note', \"by\", note FROM mark "
        + "".join(columns.format(name) for name in ("label", "title", "verbatim", "regulator_reference"))
        + "UNION ALL SELECT case_id, 'person', id, 'name', '', name FROM person WHERE current = 1 "
        "UNION ALL SELECT case_id, 'person', id, 'organisation', '', organisation FROM person WHERE current = 1 "
        "UNION ALL SELECT case_id, 'allegation', id, 'text', '', text FROM allegation WHERE current = 1"
    )
    return list(db.execute(sql).fetchall())


_SCRIPT_2 = re.compile(  # characters of scripts without spaces between words: each becomes a word of its own
    "[\u2e80-\u2fff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)

_SCHEMA_3 = """
CREATE TABLE mask (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), label TEXT NOT NULL,
  exhibit_id TEXT NOT NULL REFERENCES exhibit(id), decision TEXT NOT NULL, rectangles TEXT NOT NULL,
  from_us INTEGER, to_us INTEGER, page INTEGER, basis TEXT NOT NULL, checked_by TEXT, checked_at TEXT,
  "by" TEXT NOT NULL, at TEXT NOT NULL, withdrawn INTEGER NOT NULL, UNIQUE (case_id, label),
  CHECK ((page IS NULL) = (from_us IS NOT NULL)), CHECK ((from_us IS NULL) = (to_us IS NULL)),
  CHECK (from_us < to_us), CHECK ((checked_by IS NULL) = (checked_at IS NULL))) STRICT;
"""


@migrations(name="0003_masks")
def _masks(db: Database) -> None:
    for statement in _SCHEMA_3.split(";\n"):
        if statement.strip():
            db.execute(statement)
    db.execute("PRAGMA user_version = 3")


_SCHEMA_4 = """
CREATE TABLE round_finished (
  case_id TEXT NOT NULL REFERENCES complaint(id), member_id TEXT NOT NULL REFERENCES member(id),
  round INTEGER NOT NULL, version INTEGER NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (case_id, member_id, round, version)) STRICT;
INSERT INTO round_finished (case_id, member_id, round, version, at)
  SELECT r.case_id, r.member_id, r.round, 1 + (
    SELECT count(*) FROM journal o WHERE o.chain = r.case_id AND o.action = 'case_reopened' AND o.seq < (
      SELECT min(j.seq) FROM journal j JOIN member m ON m.os_user = j.os_user
      WHERE m.id = r.member_id AND j.chain = r.case_id AND j.action = 'round_done' AND j.at = r.at)), r.at
  FROM round_done r ORDER BY r.rowid;
DROP TABLE round_done;
ALTER TABLE round_finished RENAME TO round_done;
"""


@migrations(name="0004_rounds_of_versions")
def _rounds_of_versions(db: Database) -> None:
    for statement in _SCHEMA_4.split(";\n"):
        if statement.strip():
            db.execute(statement)
    db.execute("PRAGMA user_version = 4")


_SCHEMA_5 = """
CREATE TABLE register (
  case_id TEXT PRIMARY KEY REFERENCES complaint(id), year INTEGER NOT NULL, number INTEGER NOT NULL,
  label TEXT NOT NULL, title TEXT NOT NULL, customer TEXT NOT NULL, kind TEXT NOT NULL, branch TEXT NOT NULL,
  state TEXT NOT NULL, rank INTEGER NOT NULL, received TEXT, due TEXT, due_of TEXT, due_verified INTEGER NOT NULL,
  outcome TEXT) STRICT;
CREATE TABLE register_rules (standing TEXT NOT NULL) STRICT;
CREATE INDEX register_by_number ON register (year, number);
CREATE INDEX register_by_customer ON register (customer, year, number);
CREATE INDEX register_by_title ON register (title, year, number);
CREATE INDEX register_by_kind ON register (kind, year, number);
CREATE INDEX register_by_branch ON register (branch, year, number);
CREATE INDEX register_by_state ON register (rank, year, number);
CREATE INDEX register_by_due ON register (due, year, number);
CREATE INDEX register_by_outcome ON register (outcome, year, number);
CREATE INDEX complaint_by_number ON complaint (substr(label, 1, 7), CAST(substr(label, 8) AS INTEGER));
CREATE INDEX person_of_case ON person (case_id);
CREATE INDEX allegation_of_case ON allegation (case_id);
CREATE INDEX question_of_allegation ON question (allegation_id);
CREATE INDEX passage_of_case ON passage (case_id, subject);
"""


@migrations(name="0005_register")
def _register(db: Database) -> None:
    for statement in _SCHEMA_5.split(";\n"):
        if statement.strip():
            db.execute(statement)
    db.execute("PRAGMA user_version = 5")


@migrations(name="0006_handling")
def _handling(db: Database) -> None:
    for statement in SCHEMA_6.split(";\n"):
        if statement.strip():
            db.execute(statement)
    db.execute("PRAGMA user_version = 6")


@migrations(name="0007_outgoing")
def _outgoing(db: Database) -> None:
    for statement in SCHEMA_7.split(";\n"):
        if statement.strip():
            db.execute(statement)
    db.execute("PRAGMA user_version = 7")


LATEST = 7
