-- One text for SQLite and PostgreSQL. Times are milliseconds since 1970 (UTC);
-- *_json columns hold JSON text; every row carries its company.

CREATE TABLE help_draft (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  token_hash text NOT NULL UNIQUE,
  symptom text NOT NULL,
  answers_json text NOT NULL,
  done_json text NOT NULL,
  created_at bigint NOT NULL,
  saved_at bigint NOT NULL,
  report_id uuid);

CREATE TABLE help_report (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  number text NOT NULL,
  symptom text NOT NULL,
  answers_json text NOT NULL,
  done_json text NOT NULL,
  pack text NOT NULL,
  reporter_name text NOT NULL,
  reporter_phone text NOT NULL,
  incident_id uuid NOT NULL,
  sent_at bigint NOT NULL);
CREATE INDEX help_report_company ON help_report (company_id, sent_at);
CREATE INDEX help_report_incident ON help_report (incident_id);

CREATE TABLE incident (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  number text NOT NULL,
  year bigint NOT NULL,
  serial bigint NOT NULL,
  title text NOT NULL,
  purpose text NOT NULL,
  status text NOT NULL,
  kinds_json text NOT NULL,
  level bigint,
  proposed_level bigint,
  proposed_json text NOT NULL,
  commander_id uuid,
  commander_name text NOT NULL,
  noticed_json text NOT NULL,
  noticed_sort bigint NOT NULL,
  opened_at bigint NOT NULL,
  opened_by text NOT NULL,
  changed_at bigint NOT NULL,
  closed_at bigint,
  version bigint NOT NULL,
  UNIQUE (company_id, year, serial));
CREATE INDEX incident_company ON incident (company_id, status, noticed_sort);

CREATE TABLE level_change (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL,
  level bigint NOT NULL,
  kinds_json text NOT NULL,
  reason text NOT NULL);
CREATE INDEX level_change_incident ON level_change (incident_id, at);

CREATE TABLE playbook_run (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  playbook_id text NOT NULL,
  playbook_version text NOT NULL,
  playbook_json text NOT NULL,
  state_json text NOT NULL,
  started_at bigint NOT NULL,
  started_by text NOT NULL,
  ended_at bigint,
  version bigint NOT NULL);
CREATE INDEX playbook_run_incident ON playbook_run (incident_id);

CREATE TABLE run_event (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  run_id uuid NOT NULL REFERENCES playbook_run (id),
  step_id text NOT NULL,
  act text NOT NULL,
  outcome text NOT NULL,
  reason text NOT NULL,
  at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL);
CREATE INDEX run_event_run ON run_event (run_id, at);
CREATE INDEX run_event_incident ON run_event (incident_id, at);

CREATE TABLE fact (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  key text NOT NULL,
  value text NOT NULL,
  certainty text NOT NULL,
  as_of_json text NOT NULL,
  source text NOT NULL,
  at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL,
  revision bigint NOT NULL,
  current boolean NOT NULL,
  UNIQUE (incident_id, key, revision));
CREATE INDEX fact_incident ON fact (incident_id, current);

CREATE TABLE timeline_entry (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  kind text NOT NULL,
  moment_json text NOT NULL,
  sort_at bigint NOT NULL,
  text text NOT NULL,
  automatic boolean NOT NULL,
  source text NOT NULL,
  written_at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL,
  version bigint NOT NULL);
CREATE INDEX timeline_incident ON timeline_entry (incident_id, sort_at);

CREATE TABLE timeline_correction (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  entry_id uuid NOT NULL REFERENCES timeline_entry (id),
  old_text text NOT NULL,
  old_kind text NOT NULL,
  old_moment_json text NOT NULL,
  reason text NOT NULL,
  at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL);
CREATE INDEX timeline_correction_entry ON timeline_correction (entry_id, at);

CREATE TABLE evidence (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  serial bigint NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  description text NOT NULL,
  file_name text NOT NULL,
  size bigint,
  sha256 text NOT NULL,
  blake3 text NOT NULL,
  blob_id uuid,
  serial_number text NOT NULL,
  collected_json text NOT NULL,
  collected_by text NOT NULL,
  place text NOT NULL,
  clock_offset text NOT NULL,
  tool text NOT NULL,
  storage text NOT NULL,
  added_at bigint NOT NULL,
  added_by_id uuid,
  added_by text NOT NULL,
  UNIQUE (incident_id, serial));

CREATE TABLE custody_event (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  evidence_id uuid NOT NULL REFERENCES evidence (id),
  kind text NOT NULL,
  moment_json text NOT NULL,
  sort_at bigint NOT NULL,
  from_name text NOT NULL,
  to_name text NOT NULL,
  place text NOT NULL,
  note text NOT NULL,
  outcome text NOT NULL,
  at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL);
CREATE INDEX custody_evidence ON custody_event (evidence_id, at);

CREATE TABLE call_round (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  level bigint NOT NULL,
  started_at bigint NOT NULL,
  reason text NOT NULL);
CREATE INDEX call_round_incident ON call_round (incident_id);

CREATE TABLE call_attempt (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  round_id uuid NOT NULL REFERENCES call_round (id),
  position bigint NOT NULL,
  name text NOT NULL,
  title text NOT NULL,
  phone text NOT NULL,
  email text NOT NULL,
  wait_minutes bigint NOT NULL,
  state text NOT NULL,
  token_hash text NOT NULL,
  called_at bigint,
  due_at bigint,
  acknowledged_at bigint,
  acknowledged_by text NOT NULL);
CREATE INDEX call_attempt_round ON call_attempt (round_id, position);
CREATE INDEX call_attempt_token ON call_attempt (token_hash);

CREATE TABLE executive_decision (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  topic text NOT NULL,
  question text NOT NULL,
  options_json text NOT NULL,
  advice text NOT NULL,
  due_at bigint,
  asked_at bigint NOT NULL,
  asked_by_id uuid,
  asked_by text NOT NULL,
  chosen text NOT NULL,
  comment text NOT NULL,
  decided_at bigint,
  decided_by_id uuid,
  decided_by text NOT NULL,
  withdrawn_at bigint,
  version bigint NOT NULL);
CREATE INDEX executive_decision_incident ON executive_decision (incident_id, asked_at);

CREATE TABLE participant (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  name text NOT NULL,
  organisation text NOT NULL,
  part text NOT NULL,
  phone text NOT NULL,
  email text NOT NULL,
  account_id uuid,
  added_at bigint NOT NULL,
  added_by text NOT NULL,
  removed_at bigint);
CREATE INDEX participant_incident ON participant (incident_id);

CREATE TABLE desk_contact (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  desk_id text NOT NULL,
  outcome text NOT NULL,
  note text NOT NULL,
  at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL);
CREATE INDEX desk_contact_incident ON desk_contact (incident_id, at);

CREATE TABLE measure (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  kind text NOT NULL,
  title text NOT NULL,
  owner text NOT NULL,
  due_day text NOT NULL,
  state text NOT NULL,
  note text NOT NULL,
  added_at bigint NOT NULL,
  added_by text NOT NULL,
  done_at bigint,
  done_by text NOT NULL,
  version bigint NOT NULL);
CREATE INDEX measure_incident ON measure (incident_id);

CREATE TABLE closing (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  act text NOT NULL,
  reason text NOT NULL,
  at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL);
CREATE INDEX closing_incident ON closing (incident_id, at);

CREATE TABLE viewed (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  once_key text NOT NULL UNIQUE,
  at bigint NOT NULL);
