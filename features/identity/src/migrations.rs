//! The tables of accounts, roles and sessions.

use hikeshi_db::Migration;

/// The schema of this slice.
pub const MIGRATIONS: &[Migration] =
    &[FIRST, ORGANISATION_OF_INVITATION, API_TOKENS, FAILURES, FILING_IN_NAME];

const FIRST: Migration = Migration {
    slice: "identity",
    version: 1,
    name: "accounts, roles, delegations, sessions",
    sql: "
CREATE TABLE account (
  id uuid PRIMARY KEY,
  email text NOT NULL UNIQUE,
  name text NOT NULL,
  password_hash text,
  failed_count bigint NOT NULL,
  locked_until bigint NOT NULL,
  installation_admin boolean NOT NULL,
  disabled boolean NOT NULL,
  created_at bigint NOT NULL);
CREATE TABLE membership (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id),
  company_id uuid,
  provider_id uuid,
  role text NOT NULL,
  incident_id uuid,
  created_at bigint NOT NULL,
  ended_at bigint);
CREATE INDEX membership_account ON membership (account_id);
CREATE INDEX membership_company ON membership (company_id);
CREATE INDEX membership_provider ON membership (provider_id);
CREATE TABLE delegation (
  id uuid PRIMARY KEY,
  provider_id uuid NOT NULL,
  company_id uuid NOT NULL,
  granted_by uuid,
  granted_at bigint NOT NULL,
  withdrawn_by uuid,
  withdrawn_at bigint);
CREATE INDEX delegation_company ON delegation (company_id);
CREATE INDEX delegation_provider ON delegation (provider_id);
CREATE TABLE session (
  id uuid PRIMARY KEY,
  token_hash text NOT NULL UNIQUE,
  account_id uuid NOT NULL REFERENCES account (id),
  created_at bigint NOT NULL,
  last_seen_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  revoked_at bigint,
  browser text NOT NULL);
CREATE INDEX session_account ON session (account_id);
CREATE TABLE invitation (
  id uuid PRIMARY KEY,
  token_hash text NOT NULL UNIQUE,
  email text NOT NULL,
  name text NOT NULL,
  company_id uuid,
  provider_id uuid,
  role text NOT NULL,
  incident_id uuid,
  invited_by uuid NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  used_at bigint);
CREATE TABLE sign_in_link (
  token_hash text PRIMARY KEY,
  purpose text NOT NULL,
  account_id uuid,
  expires_at bigint NOT NULL,
  used_at bigint);",
    fenced: &[],
};

/// The page and the mail of an invitation name the organisation, which this slice does not know.
const ORGANISATION_OF_INVITATION: Migration = Migration {
    slice: "identity",
    version: 2,
    name: "the organisation of an invitation",
    sql: "ALTER TABLE invitation ADD COLUMN organisation text NOT NULL DEFAULT ''",
    fenced: &[],
};

/// `actions`: names of the permission table with blanks between; empty for all.
const API_TOKENS: Migration = Migration {
    slice: "identity",
    version: 3,
    name: "personal keys for programs",
    sql: "
CREATE TABLE api_token (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id),
  name text NOT NULL,
  token_hash text NOT NULL UNIQUE,
  company_id uuid NOT NULL,
  actions text NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  last_used_at bigint,
  revoked_at bigint);
CREATE INDEX api_token_account ON api_token (account_id);",
    fenced: &[],
};

/// Failures are counted by address, with or without an account, so that pauses tell nobody which
/// addresses have one.
const FAILURES: Migration = Migration {
    slice: "identity",
    version: 4,
    name: "wrong passwords by address",
    sql: "
CREATE TABLE sign_in_failure (
  address_hash text PRIMARY KEY,
  failed_count bigint NOT NULL,
  locked_until bigint NOT NULL,
  last_at bigint NOT NULL);
ALTER TABLE account DROP COLUMN failed_count;
ALTER TABLE account DROP COLUMN locked_until;",
    fenced: &[],
};

/// `may_file`: whether the provider may approve papers and give them out in the company's name.
const FILING_IN_NAME: Migration = Migration {
    slice: "identity",
    version: 5,
    name: "filing in the company's name",
    sql: "ALTER TABLE delegation ADD COLUMN may_file boolean NOT NULL DEFAULT false",
    fenced: &[],
};
