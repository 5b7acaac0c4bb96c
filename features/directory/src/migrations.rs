//! The tables of companies, providers and their contacts.

use hikeshi_db::Migration;

/// The schema of this slice.
pub const MIGRATIONS: &[Migration] = &[FIRST, POSTER, RETIRED, OPEN_INCIDENTS, AWAITS];

const FIRST: Migration = Migration {
    slice: "directory",
    version: 1,
    name: "providers, companies, sites, contact tree, own desks",
    sql: "
CREATE TABLE provider (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  phone text NOT NULL,
  hours text NOT NULL,
  created_at bigint NOT NULL);
CREATE TABLE company (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  mark text NOT NULL,
  mark_shape bigint NOT NULL,
  industry text NOT NULL,
  staff_count bigint,
  phone text NOT NULL,
  address text NOT NULL,
  help_token text NOT NULL UNIQUE,
  help_token_at bigint NOT NULL,
  wrapped_key bytea NOT NULL,
  notice_href text,
  notice_title text,
  created_at bigint NOT NULL,
  version bigint NOT NULL);
CREATE TABLE site (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  name text NOT NULL,
  address text NOT NULL,
  phone text NOT NULL);
CREATE INDEX site_company ON site (company_id);
CREATE TABLE contact (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  level bigint NOT NULL,
  position bigint NOT NULL,
  name text NOT NULL,
  title text NOT NULL,
  phone text NOT NULL,
  email text NOT NULL,
  wait_minutes bigint NOT NULL,
  created_at bigint NOT NULL);
CREATE INDEX contact_company ON contact (company_id, level, position);
CREATE TABLE own_desk (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  slot text NOT NULL,
  name text NOT NULL,
  phone text NOT NULL,
  email text NOT NULL,
  hours text NOT NULL,
  contract_number text NOT NULL,
  note text NOT NULL);
CREATE INDEX own_desk_company ON own_desk (company_id);",
    fenced: &["site", "contact", "own_desk"],
};

/// When somebody said that the poster with the help address hangs; empty for not yet.
const OPEN_INCIDENTS: Migration = Migration {
    slice: "directory",
    version: 4,
    name: "all open incidents in the frame, not only the worst",
    sql: "ALTER TABLE company ADD COLUMN notice_json text NOT NULL DEFAULT '[]'",
    fenced: &[],
};

const POSTER: Migration = Migration {
    slice: "directory",
    version: 2,
    name: "whether the poster hangs",
    sql: "ALTER TABLE company ADD COLUMN poster_at bigint",
    fenced: &[],
};

/// Help addresses that were replaced: whoever types one from an old poster is told so, and what
/// was begun there can be finished for a while. Looked up before the company is known: not fenced.
const RETIRED: Migration = Migration {
    slice: "directory",
    version: 3,
    name: "replaced help addresses",
    sql: "
CREATE TABLE retired_help_address (
  token_hash text PRIMARY KEY,
  company_id uuid NOT NULL,
  retired_at bigint NOT NULL)",
    fenced: &[],
};

/// What waits for whom, as the first page and the president's page show it. Other slices publish
/// all of an incident at once; it may be thrown away.
const AWAITS: Migration = Migration {
    slice: "directory",
    version: 5,
    name: "what waits for whom",
    sql: "
CREATE TABLE awaits (
  incident_id uuid NOT NULL,
  key text NOT NULL,
  company_id uuid NOT NULL,
  kind text NOT NULL,
  title_json text NOT NULL,
  href text NOT NULL,
  who_json text NOT NULL,
  PRIMARY KEY (incident_id, key));
CREATE INDEX awaits_company ON awaits (company_id)",
    fenced: &["awaits"],
};
