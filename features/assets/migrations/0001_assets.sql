-- The company's assets. `values_json` holds what is known by field, `own_json` what stands under own
-- headings as a list of pairs; the columns beside them repeat what lists are sorted and filtered by.
-- `search` is all of it folded, without secrets. `ends_on` and `support_ends` are days, YYYY-MM-DD:
-- the end of a contract, and of the maker's support as the data named in `support_mark` had it.

CREATE TABLE asset (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  number bigint NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  state text NOT NULL,
  model text NOT NULL,
  person text NOT NULL,
  department text NOT NULL,
  site text NOT NULL,
  exposed text NOT NULL,
  backup text NOT NULL,
  ends_on text,
  support_ends text,
  support_look boolean NOT NULL,
  support_mark text NOT NULL,
  values_json text NOT NULL,
  own_json text NOT NULL,
  search text NOT NULL,
  created_at bigint NOT NULL,
  changed_at bigint NOT NULL,
  version bigint NOT NULL,
  UNIQUE (company_id, number));
CREATE INDEX asset_kind ON asset (company_id, kind, state);
CREATE INDEX asset_ends ON asset (company_id, ends_on);
CREATE INDEX asset_support ON asset (company_id, support_ends);

-- Keys of licences and passwords, sealed with the company's key; never in any list.

CREATE TABLE asset_secret (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  asset_id uuid NOT NULL,
  field text NOT NULL,
  sealed bytea NOT NULL,
  set_at bigint NOT NULL,
  set_by text NOT NULL,
  UNIQUE (asset_id, field));
CREATE INDEX asset_secret_company ON asset_secret (company_id);

-- What changed: `fields_json` lists field, old and new value. `file_name` is that of the import.

CREATE TABLE asset_change (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  asset_id uuid NOT NULL,
  what text NOT NULL,
  fields_json text NOT NULL,
  reason text NOT NULL,
  at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL);
CREATE INDEX asset_change_asset ON asset_change (asset_id, at);
CREATE INDEX asset_change_company ON asset_change (company_id, at);

-- Files that were brought. The file itself lies sealed in `blob_id` until it is taken or put away;
-- `plan_json` says how it is to be read, `sums_json` what came of it.

CREATE TABLE asset_import (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  file_name text NOT NULL,
  form text NOT NULL,
  state text NOT NULL,
  blob_id uuid,
  plan_json text NOT NULL,
  sums_json text NOT NULL,
  made_at bigint NOT NULL,
  made_by text NOT NULL,
  taken_at bigint,
  taken_by text NOT NULL,
  undone_at bigint,
  undone_by text NOT NULL);
CREATE INDEX asset_import_company ON asset_import (company_id, made_at);

-- What became of each row: for `merged` the values before, for `correct` the sealed cells.
-- `version_left` is the asset's version after the import: a later one was changed since.

CREATE TABLE asset_import_row (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  import_id uuid NOT NULL REFERENCES asset_import (id),
  line bigint NOT NULL,
  outcome text NOT NULL,
  why text NOT NULL,
  asset_id uuid,
  version_left bigint NOT NULL,
  before_json text NOT NULL,
  cells_sealed bytea);
CREATE INDEX asset_import_row_import ON asset_import_row (import_id, line);
