-- Assessments: a company answers the questions of one catalogue. catalogue_json is the whole catalogue as
-- it was when the assessment began, so that it reads the same for ever. sites_json: the names of the sites,
-- [""] for the whole company. state: draft or finished. The columns from score_json on are written when
-- it is finished and never changed; latest: the last finished one of its catalogue.
CREATE TABLE assessment (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  catalogue text NOT NULL,
  version text NOT NULL,
  catalogue_json text NOT NULL,
  sites_json text NOT NULL,
  state text NOT NULL,
  made_at bigint NOT NULL,
  made_by text NOT NULL,
  changed_at bigint NOT NULL,
  revision bigint NOT NULL,
  finished_at bigint,
  finished_by text,
  latest boolean NOT NULL,
  total bigint,
  max bigint,
  band text,
  score_json text,
  answers_json text,
  report_sha256 text,
  report_size bigint,
  report_blob_id uuid);
CREATE INDEX assessment_company ON assessment (company_id, made_at);
CREATE INDEX assessment_latest ON assessment (latest, company_id);

-- Every answer that was ever given; the last one of a question is current. origin: typed, proposal, file
-- or program. basis: for a proposal that a person accepted, where the answer was given before.
CREATE TABLE assessment_answer (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  assessment_id uuid NOT NULL REFERENCES assessment (id),
  site text NOT NULL,
  item text NOT NULL,
  answer text NOT NULL,
  note text NOT NULL,
  origin text NOT NULL,
  basis text NOT NULL,
  revision bigint NOT NULL,
  current boolean NOT NULL,
  at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL,
  UNIQUE (assessment_id, site, item, revision));

-- Who is to answer a question. One row a question and site.
CREATE TABLE assessment_assignee (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  assessment_id uuid NOT NULL REFERENCES assessment (id),
  site text NOT NULL,
  item text NOT NULL,
  account_id uuid NOT NULL,
  name text NOT NULL,
  at bigint NOT NULL,
  by_name text NOT NULL,
  UNIQUE (assessment_id, site, item));

-- What people say about a question.
CREATE TABLE assessment_comment (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  assessment_id uuid NOT NULL REFERENCES assessment (id),
  site text NOT NULL,
  item text NOT NULL,
  words text NOT NULL,
  at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL);

-- What shows that an answer is so. kind: file, link or record (where it is kept). as_of: the day that it
-- is from (YYYY-MM-DD), from which its age is counted. Taken back, it stays with its reason.
CREATE TABLE assessment_evidence (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  assessment_id uuid NOT NULL REFERENCES assessment (id),
  site text NOT NULL,
  item text NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  link text NOT NULL,
  as_of text NOT NULL,
  file_name text NOT NULL,
  sha256 text NOT NULL,
  size bigint NOT NULL,
  blob_id uuid,
  at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL,
  withdrawn_at bigint,
  withdrawn_by text);

-- Official texts that the company brought in from the official workbook, for its own eyes.
CREATE TABLE official_text (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  catalogue text NOT NULL,
  item text NOT NULL,
  words text NOT NULL,
  file_name text NOT NULL,
  at bigint NOT NULL,
  by_name text NOT NULL,
  UNIQUE (company_id, catalogue, item));
