-- The ledger of information and what threatens it.

-- A row is information, not a machine. media and personal: lists of ids of the model, as JSON.
-- confidentiality, integrity, availability: 1 to 3, null as long as nobody judged it. own_*: where this
-- information differs from the company's judgement of the threats, with the reason. registered_on:
-- YYYY-MM-DD. A retired row stays for its history. revision grows with every change.
CREATE TABLE risk_information (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  number bigint NOT NULL,
  business text NOT NULL,
  name text NOT NULL,
  remark text NOT NULL,
  users text NOT NULL,
  department text NOT NULL,
  media text NOT NULL,
  place text NOT NULL,
  personal text NOT NULL,
  confidentiality bigint,
  integrity bigint,
  availability bigint,
  kept_until text NOT NULL,
  registered_on text NOT NULL,
  own_threat bigint,
  own_weakness bigint,
  own_reason text NOT NULL,
  retired_at bigint,
  made_at bigint NOT NULL,
  made_by text NOT NULL,
  changed_at bigint NOT NULL,
  revision bigint NOT NULL,
  UNIQUE (company_id, number));

-- What the company says about a threat of the model: how often, and how weak it is, which a person
-- confirmed. because: the answers that the proposal followed from, as JSON, or empty.
CREATE TABLE risk_threat (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  threat text NOT NULL,
  likelihood bigint,
  weakness bigint,
  because text NOT NULL,
  note text NOT NULL,
  confirmed_by text NOT NULL,
  confirmed_at bigint NOT NULL,
  revision bigint NOT NULL,
  UNIQUE (company_id, threat));

-- What is done about the risk of a row; the one without ended_at counts. kind: reduce, avoid,
-- transfer, accept. after_*: threat and weakness once it is done; after_value: the risk that is left.
-- due: YYYY-MM-DD or empty.
CREATE TABLE risk_treatment (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  information_id uuid NOT NULL REFERENCES risk_information (id),
  kind text NOT NULL,
  measures text NOT NULL,
  owner text NOT NULL,
  due text NOT NULL,
  after_threat bigint,
  after_weakness bigint,
  after_value bigint,
  done_at bigint,
  ended_at bigint,
  made_at bigint NOT NULL,
  made_by text NOT NULL,
  revision bigint NOT NULL);
CREATE INDEX risk_treatment_row ON risk_treatment (information_id);

-- That the management accepted a risk: rows are never changed. until: looked at again after this.
CREATE TABLE risk_acceptance (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  information_id uuid NOT NULL REFERENCES risk_information (id),
  value bigint NOT NULL,
  model text NOT NULL,
  reason text NOT NULL,
  decided_by_id uuid,
  decided_by text NOT NULL,
  decided_at bigint NOT NULL,
  until bigint NOT NULL);
CREATE INDEX risk_acceptance_row ON risk_acceptance (information_id);

-- What was changed; rows are never changed. fields: JSON list of field, before, after. value: the risk
-- value after it, null when it is not known.
CREATE TABLE risk_change (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  information_id uuid NOT NULL REFERENCES risk_information (id),
  kind text NOT NULL,
  fields text NOT NULL,
  value bigint,
  at bigint NOT NULL,
  by_id uuid,
  by_name text NOT NULL);
CREATE INDEX risk_change_row ON risk_change (information_id, at);

-- A file that was read. plan: what would be taken, row by row, as JSON. state: read, taken, undone.
-- undo: what the rows were before, as JSON.
CREATE TABLE risk_import (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  file_name text NOT NULL,
  sha256 text NOT NULL,
  plan text NOT NULL,
  state text NOT NULL,
  undo text NOT NULL,
  made_at bigint NOT NULL,
  made_by text NOT NULL,
  taken_at bigint);
CREATE INDEX risk_import_company ON risk_import (company_id, made_at);

-- How the company stands, for pages that look at many companies; written with every change.
CREATE TABLE risk_standing (
  company_id uuid PRIMARY KEY,
  rows bigint NOT NULL,
  large bigint NOT NULL,
  medium bigint NOT NULL,
  small bigint NOT NULL,
  open bigint NOT NULL,
  untreated bigint NOT NULL,
  changed_at bigint NOT NULL);
