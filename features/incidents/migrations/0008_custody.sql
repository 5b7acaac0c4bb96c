-- Custody: numbers that name copies after their source, who did what with which tool and by which
-- clock, hand-overs that both sides confirm, photographs, links for receivers outside, regular checks.

-- `number` is what people say and print: E-003, and E-003-C1 for its first copy.
ALTER TABLE evidence ADD COLUMN number text NOT NULL DEFAULT '';
UPDATE evidence SET number =
  CASE WHEN serial < 10 THEN 'E-00' WHEN serial < 100 THEN 'E-0' ELSE 'E-' END || serial;
CREATE UNIQUE INDEX evidence_number ON evidence (incident_id, number);
-- Of a copy: what it was made of, which kind of copy, the hash that the imaging tool showed.
ALTER TABLE evidence ADD COLUMN source_id uuid;
ALTER TABLE evidence ADD COLUMN copy_kind text NOT NULL DEFAULT '';
ALTER TABLE evidence ADD COLUMN claimed_sha256 text NOT NULL DEFAULT '';

-- Who did it, who watched, with what; when it ended (JSON null if it took no time); how many seconds
-- the device's clock was ahead of the right time, and whether the times were read off that clock
-- (moment_json always holds the right time).
ALTER TABLE custody_event ADD COLUMN person text NOT NULL DEFAULT '';
ALTER TABLE custody_event ADD COLUMN witness text NOT NULL DEFAULT '';
ALTER TABLE custody_event ADD COLUMN tool text NOT NULL DEFAULT '';
ALTER TABLE custody_event ADD COLUMN seal text NOT NULL DEFAULT '';
ALTER TABLE custody_event ADD COLUMN ended_json text NOT NULL DEFAULT 'null';
ALTER TABLE custody_event ADD COLUMN offset_seconds bigint;
ALTER TABLE custody_event ADD COLUMN device_clock boolean NOT NULL DEFAULT false;
-- Of a hand-over: the accounts of both sides where they have one, how the other side confirms
-- (account, link, signature) and which side that is (to, from).
ALTER TABLE custody_event ADD COLUMN from_id uuid;
ALTER TABLE custody_event ADD COLUMN to_id uuid;
ALTER TABLE custody_event ADD COLUMN way text NOT NULL DEFAULT '';
ALTER TABLE custody_event ADD COLUMN asked text NOT NULL DEFAULT '';
-- Of an answer: the hand-over. There is one answer to each, whoever comes second.
ALTER TABLE custody_event ADD COLUMN answers uuid;
CREATE UNIQUE INDEX custody_answer ON custody_event (answers);

-- Photographs and scans of what happened; only ever given out as downloads.
CREATE TABLE custody_photo (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  evidence_id uuid NOT NULL REFERENCES evidence (id),
  event_id uuid NOT NULL REFERENCES custody_event (id),
  nth bigint NOT NULL,
  file_name text NOT NULL,
  size bigint NOT NULL,
  sha256 text NOT NULL,
  blake3 text NOT NULL,
  blob_id uuid NOT NULL,
  added_at bigint NOT NULL);
CREATE INDEX custody_photo_exhibit ON custody_photo (evidence_id);
CREATE INDEX custody_photo_blob ON custody_photo (blob_id);

-- The link with which somebody without an account confirms; only its hash is kept.
CREATE TABLE hand_over_link (
  event_id uuid PRIMARY KEY REFERENCES custody_event (id),
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  evidence_id uuid NOT NULL REFERENCES evidence (id),
  token_hash text NOT NULL,
  made_at bigint NOT NULL,
  expires_at bigint NOT NULL);
CREATE UNIQUE INDEX hand_over_link_token ON hand_over_link (token_hash);

-- When the hashes of a file were last computed again, and how it ended.
CREATE TABLE evidence_check (
  evidence_id uuid PRIMARY KEY REFERENCES evidence (id),
  company_id uuid NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  at bigint NOT NULL,
  outcome text NOT NULL);
