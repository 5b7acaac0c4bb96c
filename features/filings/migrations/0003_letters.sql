-- One text for SQLite and PostgreSQL. Times are milliseconds since 1970 (UTC).

-- A run of one letter to many persons. state: list, columns, confirm, running, paused, open, ended, cancelled, expired.
-- list_blob_id: the file as uploaded, until the run starts. secret_blob_id: the key of the hashes in letter_recipient.
-- lease: the worker that sends now; it has stopped when lease_until is over.
CREATE TABLE letter_run (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  channel text NOT NULL,
  paper_version uuid NOT NULL,
  text_sha256 text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  sender text NOT NULL,
  made_at bigint NOT NULL,
  made_by text NOT NULL,
  list_blob_id uuid,
  secret_blob_id uuid,
  list_sha256 text,
  received_at bigint,
  roles_json text NOT NULL,
  recipients bigint NOT NULL,
  left_out bigint NOT NULL,
  state text NOT NULL,
  paused_because text NOT NULL,
  started_at bigint,
  finished_at bigint,
  lease uuid,
  lease_until bigint NOT NULL,
  version bigint NOT NULL);
CREATE INDEX letter_run_incident ON letter_run (incident_id, made_at);

-- Who has confirmed a run. A change of the list or its columns takes all confirmations back.
CREATE TABLE letter_confirmation (
  run_id uuid NOT NULL,
  account_id uuid NOT NULL,
  company_id uuid NOT NULL,
  name text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (run_id, account_id));

-- Recipients that are worked off together; the lists are encrypted files that go when the run ends.
-- missing: characters of names or addresses that the fonts do not have.
CREATE TABLE letter_chunk (
  run_id uuid NOT NULL,
  nth bigint NOT NULL,
  company_id uuid NOT NULL,
  recipients bigint NOT NULL,
  list_blob_id uuid,
  pdf_blob_id uuid,
  missing text NOT NULL,
  done boolean NOT NULL,
  PRIMARY KEY (run_id, nth));

-- What became of one recipient; no row: not tried yet. Holds no name and no address, only keyed hashes of them.
-- state: claimed, sent, failed, unknown, again. claim: the attempt that holds it.
CREATE TABLE letter_recipient (
  run_id uuid NOT NULL,
  line bigint NOT NULL,
  company_id uuid NOT NULL,
  chunk bigint NOT NULL,
  address_hash text NOT NULL,
  name_hash text NOT NULL,
  state text NOT NULL,
  reason text NOT NULL,
  claim uuid,
  at bigint NOT NULL,
  PRIMARY KEY (run_id, line),
  UNIQUE (run_id, address_hash));
CREATE INDEX letter_recipient_state ON letter_recipient (run_id, state);
CREATE INDEX letter_recipient_name ON letter_recipient (run_id, name_hash);
