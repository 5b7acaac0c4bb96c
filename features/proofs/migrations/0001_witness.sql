-- What is known of a peer: another installation whose checkpoints are kept here, and ours there.
-- These tables belong to the installation and to no company.
-- name: as in the settings; next_at: when it is looked at again; tried_at, seen_at: last try, last
-- time that a checkpoint of it was seen and accepted; result: word for what came of the last try;
-- detail: its technical words; size, root, note: its last checkpoint that was accepted, as signed;
-- unproved_at: since when a newer one lies here whose proof did not hold; sent_at, send_result:
-- the last time ours was sent; their_size: how much of ours it holds.
CREATE TABLE witness_peer (
  name text PRIMARY KEY,
  next_at bigint NOT NULL,
  tried_at bigint,
  seen_at bigint,
  result text NOT NULL,
  detail text NOT NULL,
  size bigint NOT NULL,
  root text NOT NULL,
  note text NOT NULL,
  unproved_at bigint,
  sent_at bigint,
  send_result text NOT NULL,
  their_size bigint NOT NULL,
  cosigned_at bigint);

-- A peer's line under one of our checkpoints. line: as it was received; signed_at: the peer's time.
CREATE TABLE witness_cosignature (
  size bigint NOT NULL,
  peer text NOT NULL,
  root text NOT NULL,
  note text NOT NULL,
  line text NOT NULL,
  signed_at bigint NOT NULL,
  PRIMARY KEY (size, peer));

-- A checkpoint of ours that an authority stamps with the time. note: the very bytes that are
-- stamped; next_at: when it is tried (again), while there is no stamp; error: word for why the last
-- try failed, error_detail: its technical words; checked: whether the signature was checked.
CREATE TABLE log_stamp (
  size bigint PRIMARY KEY,
  note text NOT NULL,
  wanted_at bigint NOT NULL,
  next_at bigint NOT NULL,
  attempts bigint NOT NULL,
  error text NOT NULL,
  error_detail text NOT NULL,
  stamped_at bigint,
  received_at bigint,
  authority text NOT NULL,
  serial text NOT NULL,
  policy text NOT NULL,
  checked boolean NOT NULL);
CREATE INDEX log_stamp_waiting ON log_stamp (stamped_at, next_at);

-- The checkpoint that was mailed to a company's people, so that it stands outside the machine too.
-- month: as 2026-11.
CREATE TABLE checkpoint_mail (
  company_id uuid NOT NULL,
  month text NOT NULL,
  size bigint NOT NULL,
  sent_at bigint NOT NULL,
  PRIMARY KEY (company_id, month));
