-- One text for SQLite and PostgreSQL. Times are milliseconds since 1970 (UTC).

-- A package of an incident that somebody wanted. audience, recipient: for whom. wish_json: what is
-- in it and what is struck out. locked_by: how it is encrypted (none, age-key, passphrase); the
-- secret waits in a blob until the package is made. busy_until: somebody is making it. sha256, size:
-- of the file as given out. manifest_sha256: of its manifest. state: waiting, ready, over, given.
CREATE TABLE package_export (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  audience text NOT NULL,
  recipient text NOT NULL,
  wish_json text NOT NULL,
  locked_by text NOT NULL,
  age_recipient text NOT NULL,
  secret_blob_id uuid,
  state text NOT NULL,
  busy_until bigint NOT NULL,
  blob_id uuid,
  file_name text NOT NULL,
  size bigint,
  sha256 text NOT NULL,
  manifest_sha256 text NOT NULL,
  asked_at bigint NOT NULL,
  asked_by_id uuid,
  asked_by text NOT NULL,
  made_at bigint,
  until_at bigint,
  fetched bigint NOT NULL);
CREATE INDEX package_export_incident ON package_export (incident_id, asked_at);

-- A package that somebody sent up and has not confirmed yet. report_json: what the check found.
CREATE TABLE package_upload (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  account_id uuid,
  blob_id uuid NOT NULL,
  name text NOT NULL,
  size bigint NOT NULL,
  report_json text NOT NULL,
  received_at bigint NOT NULL);

-- A package that became an incident here. manifest_json, note: as they came, to be shown and proved.
CREATE TABLE package_import (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  package_id uuid NOT NULL,
  origin_incident_id uuid NOT NULL,
  origin_company text NOT NULL,
  manifest_sha256 text NOT NULL,
  manifest_json text NOT NULL,
  note text NOT NULL,
  signed_by text NOT NULL,
  at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL);
CREATE INDEX package_import_origin ON package_import (company_id, origin_incident_id);

-- Which thing here was which thing in a package.
CREATE TABLE package_origin (
  local_id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  package_id uuid NOT NULL,
  original_id uuid NOT NULL,
  origin_company text NOT NULL,
  at bigint NOT NULL);
CREATE INDEX package_origin_incident ON package_origin (incident_id);

-- A paper that came with a package: nobody approved it here. record_json: what the package says of it.
CREATE TABLE package_paper (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  package_id uuid NOT NULL,
  title text NOT NULL,
  record_json text NOT NULL,
  file_name text NOT NULL,
  sha256 text NOT NULL,
  size bigint NOT NULL,
  blob_id uuid,
  at bigint NOT NULL);
CREATE INDEX package_paper_incident ON package_paper (incident_id);
