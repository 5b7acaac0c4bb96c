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
-- Boards count and sort the running clocks of many companies from this index alone.
CREATE INDEX clock_running ON clock (company_id, binding, due_at, id, state)
  WHERE state IN ('open', 'decided');
