-- The official spreadsheet of a kind of document, as a company keeps it to be filled.
-- names_json: the names of its cells and where they are; cells_json: an item's id to the name of its
-- cell, or "-" where the form has none.
CREATE TABLE official_form (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  kind text NOT NULL,
  file_name text NOT NULL,
  blob_id uuid NOT NULL,
  sha256 text NOT NULL,
  size bigint NOT NULL,
  names_json text NOT NULL,
  cells_json text NOT NULL,
  kept_at bigint NOT NULL,
  kept_by text NOT NULL,
  version bigint NOT NULL,
  UNIQUE (company_id, kind));
