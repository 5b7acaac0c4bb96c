-- Playbooks that a company keeps itself, or a provider for all its companies. company_id is the
-- shelf: the company, or the provider. The playbooks on board are content and stand in no table.

-- kind: of incident. origin: new, copy or import. source_*: the playbook on board that it was copied
-- from, and the edition that it was copied from or last compared with (the whole of it in source_json).
-- live_number: the version that can be started; none before the first, and after a withdrawal.
-- revision grows with every act.
CREATE TABLE own_playbook (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  origin text NOT NULL,
  source_id text,
  source_version text,
  source_json text,
  live_number bigint,
  last_number bigint NOT NULL,
  made_at bigint NOT NULL,
  made_by text NOT NULL,
  withdrawn_at bigint,
  withdrawn_by text,
  revision bigint NOT NULL);
CREATE INDEX own_playbook_shelf ON own_playbook (company_id, made_at);

-- What is being written; at most one for each playbook. source_*: the edition that it was compared
-- with; it counts once the draft is published, and goes with the draft.
CREATE TABLE playbook_draft (
  playbook_id uuid PRIMARY KEY REFERENCES own_playbook (id),
  company_id uuid NOT NULL,
  json text NOT NULL,
  source_version text,
  source_json text,
  changed_at bigint NOT NULL,
  changed_by text NOT NULL,
  revision bigint NOT NULL);

-- What was published; rows are never changed. note: what changed, in the words of who published it.
CREATE TABLE playbook_version (
  id uuid PRIMARY KEY,
  playbook_id uuid NOT NULL REFERENCES own_playbook (id),
  company_id uuid NOT NULL,
  number bigint NOT NULL,
  json text NOT NULL,
  note text NOT NULL,
  published_at bigint NOT NULL,
  published_by text NOT NULL,
  UNIQUE (playbook_id, number));

-- The file that a playbook was taken over from, as it came. taken_json: what was made of it;
-- while the playbook says the same, the file is given out unchanged. claims_json: what the file
-- says about its author, which nobody has checked. remarks_json: what a person should look at.
CREATE TABLE playbook_original (
  playbook_id uuid PRIMARY KEY REFERENCES own_playbook (id),
  company_id uuid NOT NULL,
  file_name text NOT NULL,
  format text NOT NULL,
  body text NOT NULL,
  taken_json text NOT NULL,
  claims_json text NOT NULL,
  remarks_json text NOT NULL);

-- How often a company started a playbook, own or on board.
CREATE TABLE playbook_use (
  company_id uuid NOT NULL,
  playbook_id text NOT NULL,
  runs bigint NOT NULL,
  last_at bigint NOT NULL,
  PRIMARY KEY (company_id, playbook_id));
