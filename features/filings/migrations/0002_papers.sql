-- One text for SQLite and PostgreSQL. Times are milliseconds since 1970 (UTC).

-- A document for somebody, in the making or given out. number is counted for each incident.
-- profile_json: what the recipient gets. items_json: what people wrote in place of generated texts.
-- follows_id: the paper that it carries on. version grows with every change.
CREATE TABLE paper (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  number bigint NOT NULL,
  kind text NOT NULL,
  phase text NOT NULL,
  lang text NOT NULL,
  duty text NOT NULL,
  recipient text NOT NULL,
  profile_json text NOT NULL,
  state text NOT NULL,
  items_json text NOT NULL,
  follows_id uuid,
  made_at bigint NOT NULL,
  made_by_id uuid,
  made_by text NOT NULL,
  changed_at bigint NOT NULL,
  version bigint NOT NULL,
  UNIQUE (incident_id, number));

-- A paper as it was checked or approved: never changed. content: fingerprint of the content pack.
-- text_sha256: over what the paper says. sha256: over snapshot_json and the hashes of its files.
CREATE TABLE paper_version (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  paper_id uuid NOT NULL REFERENCES paper (id),
  serial bigint NOT NULL,
  state text NOT NULL,
  snapshot_json text NOT NULL,
  content text NOT NULL,
  text_sha256 text NOT NULL,
  sha256 text NOT NULL,
  made_at bigint NOT NULL,
  made_by_id uuid,
  made_by text NOT NULL,
  UNIQUE (paper_id, serial));

-- A file of an approved version, encrypted with the company's key.
CREATE TABLE paper_file (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  paper_id uuid NOT NULL REFERENCES paper (id),
  version_id uuid NOT NULL REFERENCES paper_version (id),
  form text NOT NULL,
  name text NOT NULL,
  mime text NOT NULL,
  blob_id uuid NOT NULL,
  sha256 text NOT NULL,
  size bigint NOT NULL,
  UNIQUE (version_id, form));

-- What happened to a paper: only ever added to, in the order of step. text_sha256: what it said then. note: reason of a
-- withdrawal. done_at, how, receipt, exhibit_id: of a filing. by_role: of an approval.
CREATE TABLE paper_event (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  paper_id uuid NOT NULL REFERENCES paper (id),
  step bigint NOT NULL,
  act text NOT NULL,
  text_sha256 text NOT NULL,
  version_id uuid,
  note text NOT NULL,
  done_at bigint,
  how text NOT NULL,
  receipt text NOT NULL,
  exhibit_id uuid,
  by_role text NOT NULL,
  at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL,
  UNIQUE (paper_id, step));

-- Whether the company lets a recipient pass the information on; the latest answer counts.
CREATE TABLE paper_consent (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  paper_id uuid NOT NULL REFERENCES paper (id),
  to_whom text NOT NULL,
  answer text NOT NULL,
  at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL);
CREATE INDEX paper_consent_paper ON paper_consent (paper_id, at);
