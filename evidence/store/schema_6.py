"""The statements of migration 0006: what the register keeps of how complaints are handled."""

SCHEMA_6 = """
CREATE TABLE ticket_mapping (headings TEXT PRIMARY KEY, mapping TEXT NOT NULL) STRICT;
CREATE TABLE rule_figure (
  id TEXT PRIMARY KEY, pack TEXT NOT NULL, entry TEXT NOT NULL, version INTEGER NOT NULL, length INTEGER NOT NULL,
  unit TEXT NOT NULL, title TEXT NOT NULL, number TEXT NOT NULL, article TEXT NOT NULL, effective_from TEXT,
  effective_to TEXT, note TEXT NOT NULL, verified_by TEXT, verified_on TEXT, "by" TEXT NOT NULL, at TEXT NOT NULL,
  UNIQUE (pack, entry, version)) STRICT;
CREATE TABLE rules_file (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, content TEXT NOT NULL, "by" TEXT NOT NULL,
  at TEXT NOT NULL) STRICT;
ALTER TABLE complaint ADD COLUMN branch TEXT NOT NULL DEFAULT '';
ALTER TABLE complaint ADD COLUMN ticket TEXT NOT NULL DEFAULT '';
CREATE INDEX complaint_by_ticket ON complaint (ticket) WHERE ticket <> '';
CREATE TABLE leafing (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), member_id TEXT NOT NULL REFERENCES member(id),
  round INTEGER NOT NULL, least_page_px INTEGER NOT NULL, least_look_ms INTEGER NOT NULL, at TEXT NOT NULL) STRICT;
CREATE INDEX leafing_of_case ON leafing (case_id);

CREATE TABLE page_shown (
  leafing_id TEXT NOT NULL REFERENCES leafing(id), position INTEGER NOT NULL,
  exhibit_id TEXT NOT NULL REFERENCES exhibit(id), page INTEGER NOT NULL,
  PRIMARY KEY (leafing_id, position), CHECK (page > 0)) STRICT;

CREATE TABLE cause (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), label TEXT NOT NULL,
  reported TEXT NOT NULL, true_cause TEXT NOT NULL, owner TEXT NOT NULL, follow_up TEXT NOT NULL,
  first_report TEXT NOT NULL, process_adds TEXT NOT NULL, why_not TEXT, whys TEXT NOT NULL,
  "by" TEXT NOT NULL, at TEXT NOT NULL, withdrawn INTEGER NOT NULL, UNIQUE (case_id, label)) STRICT;
CREATE TABLE measure (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), label TEXT NOT NULL,
  kind TEXT NOT NULL, scope TEXT NOT NULL, what TEXT NOT NULL, owner TEXT NOT NULL, due TEXT, status TEXT NOT NULL,
  done TEXT, check_due TEXT, checked TEXT, check_result TEXT NOT NULL, recurred INTEGER,
  "by" TEXT NOT NULL, at TEXT NOT NULL, withdrawn INTEGER NOT NULL, UNIQUE (case_id, label)) STRICT;
ALTER TABLE register ADD COLUMN product TEXT NOT NULL DEFAULT '';
ALTER TABLE register ADD COLUMN decided_on TEXT;
ALTER TABLE register ADD COLUMN reported_cause TEXT;
ALTER TABLE register ADD COLUMN cause TEXT;
ALTER TABLE register ADD COLUMN coverage TEXT;
CREATE INDEX played_of_exhibit ON played (exhibit_id);
CREATE INDEX register_by_cause ON register (cause, received);
CREATE INDEX register_by_received ON register (received);
CREATE TABLE step (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), label TEXT NOT NULL,
  kind TEXT NOT NULL, happened_at TEXT NOT NULL, direction TEXT NOT NULL, whom TEXT NOT NULL, who TEXT NOT NULL,
  text TEXT NOT NULL, new_due TEXT, approver TEXT NOT NULL, reason TEXT NOT NULL,
  exhibit_id TEXT REFERENCES exhibit(id),
  "by" TEXT NOT NULL, at TEXT NOT NULL, withdrawn INTEGER NOT NULL, UNIQUE (case_id, label)) STRICT;
CREATE TABLE task (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), label TEXT NOT NULL,
  what TEXT NOT NULL, owner_id TEXT REFERENCES member(id), due TEXT, done TEXT, done_by TEXT NOT NULL,
  "by" TEXT NOT NULL, at TEXT NOT NULL, withdrawn INTEGER NOT NULL, UNIQUE (case_id, label)) STRICT;
CREATE TABLE assignment (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), label TEXT NOT NULL,
  owner_id TEXT NOT NULL REFERENCES member(id), due TEXT, note TEXT NOT NULL,
  "by" TEXT NOT NULL, at TEXT NOT NULL, withdrawn INTEGER NOT NULL, UNIQUE (case_id, label)) STRICT;
CREATE TABLE closing (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), label TEXT NOT NULL,
  day TEXT NOT NULL, reason TEXT NOT NULL, reopened TEXT, reopened_reason TEXT NOT NULL,
  "by" TEXT NOT NULL, at TEXT NOT NULL, withdrawn INTEGER NOT NULL, UNIQUE (case_id, label)) STRICT;
CREATE TABLE complaint_group (
  id TEXT PRIMARY KEY, label TEXT NOT NULL UNIQUE, about TEXT NOT NULL, title TEXT NOT NULL, note TEXT NOT NULL,
  "by" TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE membership (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES complaint(id), label TEXT NOT NULL,
  group_label TEXT NOT NULL REFERENCES complaint_group(label), reason TEXT NOT NULL, left_on TEXT,
  left_reason TEXT NOT NULL,
  "by" TEXT NOT NULL, at TEXT NOT NULL, withdrawn INTEGER NOT NULL, UNIQUE (case_id, label)) STRICT;
CREATE INDEX membership_of_group ON membership (group_label, case_id);
ALTER TABLE register ADD COLUMN owner TEXT NOT NULL DEFAULT '';
CREATE INDEX register_by_owner ON register (owner, year, number);
CREATE TABLE agenda (
  case_id TEXT NOT NULL REFERENCES complaint(id), position INTEGER NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL,
  what TEXT NOT NULL, owner TEXT NOT NULL, due TEXT NOT NULL, PRIMARY KEY (case_id, position)) STRICT;
CREATE INDEX agenda_by_due ON agenda (due);
CREATE INDEX agenda_by_owner ON agenda (owner, due);
ALTER TABLE complaint ADD COLUMN complexity TEXT NOT NULL DEFAULT 'simple';
ALTER TABLE complaint ADD COLUMN risk TEXT NOT NULL DEFAULT 'not_stated';
ALTER TABLE complaint ADD COLUMN vulnerability TEXT NOT NULL DEFAULT '[]';
ALTER TABLE complaint ADD COLUMN group_size INTEGER;
ALTER TABLE complaint ADD COLUMN transfer_received TEXT;
ALTER TABLE complaint ADD COLUMN repeat_of TEXT REFERENCES complaint(id);
CREATE INDEX complaint_by_repeat ON complaint (repeat_of) WHERE repeat_of IS NOT NULL;
ALTER TABLE product ADD COLUMN household_income_minor INTEGER;
ALTER TABLE product ADD COLUMN household_income_currency TEXT;
ALTER TABLE product ADD COLUMN stated_budget_minor INTEGER;
ALTER TABLE product ADD COLUMN stated_budget_currency TEXT;
ALTER TABLE product ADD COLUMN sum_insured_minor INTEGER;
ALTER TABLE product ADD COLUMN sum_insured_currency TEXT;
ALTER TABLE product ADD COLUMN cash_value_minor INTEGER;
ALTER TABLE product ADD COLUMN cash_value_currency TEXT;
ALTER TABLE product ADD COLUMN cash_value_on TEXT;
ALTER TABLE product ADD COLUMN applied_on TEXT;
ALTER TABLE product ADD COLUMN applied_exhibit TEXT REFERENCES exhibit(id);
ALTER TABLE product ADD COLUMN surrender_effective_on TEXT;
ALTER TABLE product ADD COLUMN surrender_effective_exhibit TEXT REFERENCES exhibit(id);
ALTER TABLE person ADD COLUMN birth_year INTEGER;
ALTER TABLE person ADD COLUMN registration TEXT NOT NULL DEFAULT '';
"""
