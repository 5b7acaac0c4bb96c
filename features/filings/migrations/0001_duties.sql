-- One text for SQLite and PostgreSQL. Times are milliseconds since 1970 (UTC).

-- What of a company decides which duties it has; one row a company; answers_json: the rules' key to the answer, a key that nobody answered is missing.
CREATE TABLE reporting_profile (
  company_id uuid PRIMARY KEY,
  answers_json text NOT NULL,
  clauses_complete boolean NOT NULL,
  changed_at bigint NOT NULL,
  changed_by text NOT NULL,
  version bigint NOT NULL);

-- A clause of a contract that asks to be told. A withdrawn clause stays, for old decisions.
CREATE TABLE contract_clause (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  counterpart text NOT NULL,
  hours bigint,
  source text NOT NULL,
  added_at bigint NOT NULL,
  added_by text NOT NULL,
  withdrawn_at bigint,
  version bigint NOT NULL);
CREATE INDEX contract_clause_company ON contract_clause (company_id);

-- What a person decided about a duty of an incident. A new decision is a new revision.
-- due_at: the limit on that day, for statistics. reopened_at: facts changed the answer after the decision.
CREATE TABLE duty_decision (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  duty text NOT NULL,
  choice text NOT NULL,
  because text NOT NULL,
  done_at bigint,
  receipt text NOT NULL,
  basis text NOT NULL,
  answer_json text NOT NULL,
  due_at bigint,
  at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL,
  revision bigint NOT NULL,
  current boolean NOT NULL,
  reopened_at bigint,
  UNIQUE (incident_id, duty, revision));
CREATE INDEX duty_decision_incident ON duty_decision (incident_id, current);
CREATE INDEX duty_decision_company ON duty_decision (company_id, current);

-- Up to which change of an incident its clocks were counted, and with which content.
CREATE TABLE duty_count (
  incident_id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  seen_change bigint NOT NULL,
  content text NOT NULL,
  counted_at bigint NOT NULL);

-- The secret address under which a person's own calendar program reads the limits.
CREATE TABLE calendar_feed (
  account_id uuid PRIMARY KEY,
  token_hash text NOT NULL UNIQUE,
  made_at bigint NOT NULL);
