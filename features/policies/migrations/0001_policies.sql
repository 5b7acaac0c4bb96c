-- A standing document of a company. `body_json` is its text as it is edited, `base_json` the template's
-- text from which it began (so that a new edition can be carried in), `values_json` what was filled in by
-- the name of its variable. `revision` grows with every change of what people read.

CREATE TABLE policy (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  template text NOT NULL,
  template_version text NOT NULL,
  told_version text NOT NULL,
  lang text NOT NULL,
  name text NOT NULL,
  body_json text NOT NULL,
  base_json text NOT NULL,
  values_json text NOT NULL,
  revision bigint NOT NULL,
  made_at bigint NOT NULL,
  made_by text NOT NULL,
  changed_at bigint NOT NULL,
  changed_by text NOT NULL,
  review_told_at bigint,
  withdrawn_at bigint,
  withdrawn_by text NOT NULL DEFAULT '');
CREATE INDEX policy_company ON policy (company_id);

-- Who approved which text of a document. The text is named by its hash: another text was approved by
-- nobody.

CREATE TABLE policy_approval (
  policy_id uuid NOT NULL REFERENCES policy (id),
  text_sha256 text NOT NULL,
  account_id uuid NOT NULL,
  company_id uuid NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (policy_id, text_sha256, account_id));

-- An approved version: a row that is never changed. `snapshot_json` is what people read, with title,
-- company and approvals.

CREATE TABLE policy_version (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  policy_id uuid NOT NULL REFERENCES policy (id),
  number bigint NOT NULL,
  template_version text NOT NULL,
  snapshot_json text NOT NULL,
  text_sha256 text NOT NULL,
  sha256 text NOT NULL,
  made_at bigint NOT NULL,
  made_by_id uuid,
  made_by text NOT NULL,
  review_on bigint NOT NULL,
  UNIQUE (policy_id, number));

CREATE TABLE policy_file (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  version_id uuid NOT NULL REFERENCES policy_version (id),
  form text NOT NULL,
  mime text NOT NULL,
  blob_id uuid NOT NULL,
  sha256 text NOT NULL,
  size bigint NOT NULL,
  UNIQUE (version_id, form));

-- A version shown to the public. It is asked for by one person and put up by another one; `slug` is the
-- end of its address, `listed` whether search engines may keep it.

CREATE TABLE policy_publication (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  policy_id uuid NOT NULL REFERENCES policy (id),
  version_id uuid NOT NULL REFERENCES policy_version (id),
  slug text NOT NULL,
  listed boolean NOT NULL,
  asked_by_id uuid NOT NULL,
  asked_by text NOT NULL,
  asked_at bigint NOT NULL,
  shown_by_id uuid,
  shown_by text NOT NULL DEFAULT '',
  shown_at bigint,
  ended_by text NOT NULL DEFAULT '',
  ended_at bigint);
CREATE INDEX policy_publication_policy ON policy_publication (policy_id);

-- The addresses in use: one row for each, so that no two documents get the same. A row stays when a page
-- is taken down, and with it the address stays the document's own.

CREATE TABLE policy_address (
  slug text PRIMARY KEY,
  company_id uuid NOT NULL,
  policy_id uuid NOT NULL REFERENCES policy (id));

-- People who are asked to read a version. `account_id` for those who sign in, `email` for the others.

CREATE TABLE policy_reader (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  policy_id uuid NOT NULL REFERENCES policy (id),
  version_id uuid NOT NULL REFERENCES policy_version (id),
  account_id uuid,
  name text NOT NULL,
  email text NOT NULL,
  asked_by text NOT NULL,
  asked_at bigint NOT NULL,
  mailed_at bigint,
  mails bigint NOT NULL,
  read_at bigint,
  read_how text NOT NULL DEFAULT '',
  noted_by text NOT NULL DEFAULT '',
  withdrawn_at bigint);
CREATE INDEX policy_reader_version ON policy_reader (version_id);
CREATE INDEX policy_reader_account ON policy_reader (account_id);

-- The links that readers without an account got by mail: only hashes.

CREATE TABLE policy_link (
  token_hash text PRIMARY KEY,
  company_id uuid NOT NULL,
  reader_id uuid NOT NULL REFERENCES policy_reader (id),
  made_at bigint NOT NULL,
  expires_at bigint NOT NULL);
