-- What programs need: an answer is kept under the key that the program gave,
-- so that a request sent twice is carried out once. body_sha256 tells a repetition
-- from another request under the same key.

CREATE TABLE idempotency (
  company_id uuid NOT NULL,
  account_id uuid NOT NULL,
  key text NOT NULL,
  body_sha256 text NOT NULL,
  status bigint NOT NULL,
  response_json text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (company_id, account_id, key));

-- Finds the file that was brought in before by its hash.
CREATE INDEX fact_key ON fact (company_id, key);
