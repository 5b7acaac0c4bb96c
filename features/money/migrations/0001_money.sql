-- What a company knows of its own money, for pages that count what accidents could cost.

-- figures: sales, wages, costs and how rare an accident is, as JSON (src/figures.rs). One row a company.
CREATE TABLE money_figures (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  figures text NOT NULL,
  changed_at bigint NOT NULL,
  changed_by text NOT NULL,
  revision bigint NOT NULL,
  UNIQUE (company_id));

-- Persons of whom the company keeps the same kinds of data. kinds: ids of the model, as JSON.
CREATE TABLE money_group (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  name text NOT NULL,
  persons bigint NOT NULL,
  kinds text NOT NULL,
  removed_at bigint,
  made_at bigint NOT NULL,
  changed_by text NOT NULL,
  revision bigint NOT NULL);
CREATE INDEX money_group_company ON money_group (company_id);

-- Insurances as their certificates state them; null: not stated. heads: what it pays, as JSON. notice:
-- until when the insurer must be told. ends_on: YYYY-MM-DD or empty.
CREATE TABLE money_policy (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  insurer text NOT NULL,
  number text NOT NULL,
  most bigint,
  deductible bigint,
  heads text NOT NULL,
  waiting_hours bigint,
  notice text NOT NULL,
  phone text NOT NULL,
  exclusions text NOT NULL,
  ends_on text NOT NULL,
  removed_at bigint,
  made_at bigint NOT NULL,
  changed_by text NOT NULL,
  revision bigint NOT NULL);
CREATE INDEX money_policy_company ON money_policy (company_id);
