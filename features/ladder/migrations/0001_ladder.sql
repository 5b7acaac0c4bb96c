-- What a company does next for its stars, and what it declared.

-- An item of the action plan. measure: the id of a measure of the content, empty for one of the company's
-- own. title: what to do, in Japanese for a measure. account_id, owner: who sees to it. due: YYYY-MM-DD or
-- empty. rhythm: none, monthly, quarterly or yearly; anchor: the day from which the rhythm is counted.
-- state: open, doing, done or dropped (with reason). before_id: the item that this one comes back from.
-- told_before_at, told_overdue_at: when the owner was last reminded; nothing after a change of the day.
CREATE TABLE plan_item (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  measure text NOT NULL,
  title text NOT NULL,
  note text NOT NULL,
  account_id uuid,
  owner text NOT NULL,
  due text NOT NULL,
  rhythm text NOT NULL,
  anchor text NOT NULL,
  state text NOT NULL,
  reason text NOT NULL,
  before_id uuid,
  revision bigint NOT NULL,
  made_at bigint NOT NULL,
  made_by text NOT NULL,
  changed_at bigint NOT NULL,
  ended_at bigint,
  ended_by text NOT NULL,
  told_before_at bigint,
  told_overdue_at bigint);
CREATE INDEX plan_item_company ON plan_item (company_id, state, due);

-- What happened to an item. kind: taken, came-back, changed, state, proof or proof-withdrawn.
-- changes_json: [[field, old, new], …].
CREATE TABLE plan_change (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  item_id uuid NOT NULL REFERENCES plan_item (id),
  kind text NOT NULL,
  changes_json text NOT NULL,
  at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL);
CREATE INDEX plan_change_item ON plan_change (item_id, at);

-- What shows that an item was done. kind: file, link or record (where it is kept). as_of: the day that it
-- is from, YYYY-MM-DD or empty. Taken back, it stays with the name of who did.
CREATE TABLE plan_proof (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  item_id uuid NOT NULL REFERENCES plan_item (id),
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
CREATE INDEX plan_proof_item ON plan_proof (item_id, at);

-- That a person says the company declared a star, or had a result registered. star: the id of a rung
-- of the content. declared_on: YYYY-MM-DD. Taken back, it stays with the name of who did.
CREATE TABLE star_declaration (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  star text NOT NULL,
  declared_on text NOT NULL,
  number text NOT NULL,
  at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL,
  withdrawn_at bigint,
  withdrawn_by text);
CREATE INDEX star_declaration_company ON star_declaration (company_id, at);

-- What a declaration asks for beside the directory. One row a company.
CREATE TABLE declaration_data (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  corporate_number text NOT NULL,
  representative text NOT NULL,
  contact_name text NOT NULL,
  contact_email text NOT NULL,
  policy_address text NOT NULL,
  changed_at bigint NOT NULL,
  changed_by text NOT NULL,
  revision bigint NOT NULL,
  UNIQUE (company_id));

-- What an expert and the management signed about one finished assessment, as a person of the company
-- wrote it down. Days: YYYY-MM-DD or empty.
CREATE TABLE scs_confirmation (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  assessment_id uuid NOT NULL REFERENCES assessment (id),
  scope_note text NOT NULL,
  expert_name text NOT NULL,
  expert_qualification text NOT NULL,
  expert_number text NOT NULL,
  expert_on text NOT NULL,
  oath_name text NOT NULL,
  oath_title text NOT NULL,
  oath_on text NOT NULL,
  changed_at bigint NOT NULL,
  changed_by text NOT NULL,
  revision bigint NOT NULL,
  UNIQUE (company_id, assessment_id));
