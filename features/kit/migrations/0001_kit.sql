-- Editions of the printed kit. `parts_json` holds what went in, item by item with a hash each, and
-- `fingerprint` names all of it; tags have running numbers in the year of issue. `stale_since` is when
-- the program first saw that something has changed since; `mailed_at` when it last said so by mail.

CREATE TABLE kit_edition (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  number bigint NOT NULL,
  lang text NOT NULL,
  fingerprint text NOT NULL,
  parts_json text NOT NULL,
  tag_year bigint NOT NULL,
  first_tag bigint NOT NULL,
  last_tag bigint NOT NULL,
  pages bigint NOT NULL,
  sha256 text NOT NULL,
  size bigint NOT NULL,
  blob_id uuid NOT NULL,
  made_at bigint NOT NULL,
  made_by_id uuid,
  made_by text NOT NULL,
  valid_until bigint NOT NULL,
  stale_since bigint,
  mailed_at bigint,
  UNIQUE (company_id, number));

-- Who printed an edition, and where the paper is kept.

CREATE TABLE kit_print (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  edition_id uuid NOT NULL REFERENCES kit_edition (id),
  place text NOT NULL,
  at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL);
CREATE INDEX kit_print_edition ON kit_print (edition_id);
