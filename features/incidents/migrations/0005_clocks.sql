-- Clocks that run in incidents, as pages and boards show them. Other slices count them from facts
-- and rules and publish them here; nobody writes them by hand, and they may be thrown away.
CREATE TABLE clock (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  key text NOT NULL,
  title_json text NOT NULL,
  binding text NOT NULL,
  applies text NOT NULL,
  confidence text NOT NULL,
  due_at bigint,
  due_json text NOT NULL,
  state text NOT NULL,
  href text NOT NULL,
  UNIQUE (incident_id, key));
CREATE INDEX clock_open ON clock (state, due_at);
CREATE INDEX clock_company ON clock (company_id, state, due_at);
