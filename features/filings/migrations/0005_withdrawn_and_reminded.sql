-- Who took a clause out of force; empty for those taken out before this was kept.
ALTER TABLE contract_clause ADD COLUMN withdrawn_by text NOT NULL DEFAULT '';

-- A reminder of a clock that has been sent; several of them may have gone out in one mail.
-- clock_key, due_at: the clock and the limit that it had; reminder: id in content/reporting.
CREATE TABLE duty_reminder (
  incident_id uuid NOT NULL,
  clock_key text NOT NULL,
  due_at bigint NOT NULL,
  reminder text NOT NULL,
  company_id uuid NOT NULL,
  sent_at bigint NOT NULL,
  PRIMARY KEY (incident_id, clock_key, due_at, reminder));
