-- Papers as they were given out. `fingerprint` names what a paper says, whatever its language and
-- the day it was made; `sha256` names the file. A number is counted for each paper of an incident.

CREATE TABLE document (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  paper text NOT NULL,
  format text NOT NULL,
  lang text NOT NULL,
  number bigint NOT NULL,
  fingerprint text NOT NULL,
  sha256 text NOT NULL,
  size bigint NOT NULL,
  blob_id uuid NOT NULL,
  made_at bigint NOT NULL,
  made_by_id uuid,
  made_by text NOT NULL,
  UNIQUE (incident_id, paper, number, format, lang));
