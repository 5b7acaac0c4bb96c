-- Who was asked to read and check a paper. Counts until the paper is checked.
CREATE TABLE paper_ask (
  paper_id uuid NOT NULL,
  account_id uuid NOT NULL,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  asked_by text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (paper_id, account_id));
CREATE INDEX paper_ask_incident ON paper_ask (incident_id);
