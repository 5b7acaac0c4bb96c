-- One text for SQLite and PostgreSQL. Times are milliseconds since 1970 (UTC);
-- *_json columns hold JSON text; every row carries its company.

-- A technical trace of an incident. The id is made of incident, kind and value: each stands once.
CREATE TABLE indicator (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  kind text NOT NULL,
  value text NOT NULL,
  noted_at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL,
  removed_at bigint);
CREATE INDEX indicator_incident ON indicator (incident_id, kind);

-- What points at the company and must not leave unseen, beside what the program knows.
CREATE TABLE own_sign (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  sign text NOT NULL,
  added_at bigint NOT NULL,
  added_by text NOT NULL);
CREATE INDEX own_sign_company ON own_sign (company_id);

-- Indicators that were given out: what, what was held back, what a person released nevertheless.
CREATE TABLE given_out (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  form text NOT NULL,
  tlp text NOT NULL,
  producer text NOT NULL,
  items_json text NOT NULL,
  held_json text NOT NULL,
  released bigint NOT NULL,
  sha256 text NOT NULL,
  at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL);
CREATE INDEX given_out_incident ON given_out (incident_id, at);

-- A link for an outsider. Only the hash of its secret is kept; the pass-code is hashed together
-- with the secret. frozen_json: everything the outsider can see, as it was when the link was made.
CREATE TABLE share_link (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  token_hash text NOT NULL UNIQUE,
  code_hash text NOT NULL,
  wrong_codes bigint NOT NULL,
  locked_until bigint NOT NULL,
  recipient text NOT NULL,
  purpose text NOT NULL,
  frozen_json text NOT NULL,
  made_at bigint NOT NULL,
  made_by_id uuid,
  made_by text NOT NULL,
  expires_at bigint NOT NULL,
  most_visits bigint,
  visits bigint NOT NULL,
  revoked_at bigint,
  revoked_by text NOT NULL);
CREATE INDEX share_link_incident ON share_link (incident_id, made_at);

-- One opening of a link in one browser: lasts an hour. The address is shortened.
CREATE TABLE share_visit (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  link_id uuid NOT NULL REFERENCES share_link (id),
  secret_hash text NOT NULL UNIQUE,
  begun_at bigint NOT NULL,
  address text NOT NULL,
  agent text NOT NULL);
CREATE INDEX share_visit_link ON share_visit (link_id, begun_at);

-- Every page seen and file fetched, and every wrong pass-code.
CREATE TABLE share_view (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  link_id uuid NOT NULL REFERENCES share_link (id),
  kind text NOT NULL,
  target_id uuid,
  at bigint NOT NULL,
  address text NOT NULL,
  agent text NOT NULL);
CREATE INDEX share_view_link ON share_view (link_id, at);
