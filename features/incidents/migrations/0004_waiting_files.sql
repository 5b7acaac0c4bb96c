-- Files that arrived with a form that could not be used yet. Only whoever sent them sees them;
-- they become exhibits when the form is mended, or go away after a day.

CREATE TABLE evidence_waiting (
  blob_id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  account_id uuid NOT NULL,
  form_id uuid NOT NULL,
  nth bigint NOT NULL,
  file_name text NOT NULL,
  size bigint NOT NULL,
  sha256 text NOT NULL,
  blake3 text NOT NULL,
  received_at bigint NOT NULL);
CREATE INDEX evidence_waiting_sender ON evidence_waiting (incident_id, account_id);

-- The sweep of files that no row names asks by these.
CREATE INDEX evidence_blob ON evidence (blob_id);
CREATE INDEX document_blob ON document (blob_id);
