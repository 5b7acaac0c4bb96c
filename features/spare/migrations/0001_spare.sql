-- One text for SQLite and PostgreSQL. Times are milliseconds since 1970 (UTC).

-- On a spare: of which installation and company it is a copy, and since when. installation: the public half of that
-- installation's master key. source_checkpoint: the signed state of its log. base_sha256: over spare_base.
CREATE TABLE spare_origin (
  id bigint PRIMARY KEY,
  spare_id uuid NOT NULL,
  installation text NOT NULL,
  company_id uuid NOT NULL,
  copied_at bigint NOT NULL,
  source_size bigint NOT NULL,
  source_checkpoint text NOT NULL,
  base_sha256 text NOT NULL,
  merge_id uuid,
  merged_at bigint);

-- On a spare: every row as it was copied. content: its JSON.
CREATE TABLE spare_base (
  table_name text NOT NULL,
  row_key text NOT NULL,
  content text NOT NULL,
  PRIMARY KEY (table_name, row_key));

-- A spare that this installation gave out. verifier: the public key of the spare's own log.
CREATE TABLE spare_copy (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  made_at bigint NOT NULL,
  log_size bigint NOT NULL,
  base_sha256 text NOT NULL,
  verifier text NOT NULL);

-- What was taken back from a spare, once. spare_log_size, spare_checkpoint: how far its log had come.
CREATE TABLE spare_merge (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  spare_id uuid NOT NULL REFERENCES spare_copy (id),
  at bigint NOT NULL,
  copied_at bigint NOT NULL,
  spare_log_size bigint NOT NULL,
  spare_checkpoint text NOT NULL,
  rows_sha256 text NOT NULL,
  counts_json text NOT NULL);
CREATE INDEX spare_merge_company ON spare_merge (company_id, at);

-- Something of a merge that a person should see. kind: conflict, renumbered, both-lines, not-taken.
-- subject: what it is about, in the words of the row. fields_json: the columns concerned. main_json, spare_json: the row on either side, null where there is none.
-- chosen: main or spare; empty while nobody chose.
CREATE TABLE spare_merge_item (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  merge_id uuid NOT NULL REFERENCES spare_merge (id),
  kind text NOT NULL,
  table_name text NOT NULL,
  row_key text NOT NULL,
  incident_id uuid,
  subject text NOT NULL,
  fields_json text NOT NULL,
  main_json text NOT NULL,
  spare_json text NOT NULL,
  chosen text NOT NULL,
  chosen_at bigint,
  chosen_by text NOT NULL);
CREATE INDEX spare_merge_item_merge ON spare_merge_item (merge_id);

-- How the rows of a spare looked when they were last taken back: the base of the next time.
CREATE TABLE spare_merge_seen (
  spare_id uuid NOT NULL,
  table_name text NOT NULL,
  row_key text NOT NULL,
  company_id uuid NOT NULL,
  content text NOT NULL,
  PRIMARY KEY (spare_id, table_name, row_key));
