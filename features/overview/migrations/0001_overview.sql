-- Peers: what is told of companies that are alike. Pages that look at many companies read the tables of
-- the other slices as they are; the indexes at the end make that quick.

-- In which group a company stands in this month (YYYY-MM); it does not move before the next one.
CREATE TABLE peer_place (
  company_id uuid PRIMARY KEY,
  peer_group text NOT NULL,
  month text NOT NULL);

-- What is told of a group, the same for everybody. month: when it was last looked at whether something
-- new may be told. shown: false while nothing may be told; the row stays, because it was seen.
-- figure: the rounded figures as JSON (engines/peers).
CREATE TABLE peer_figure (
  catalogue text NOT NULL,
  peer_group text NOT NULL,
  figure text NOT NULL,
  shown boolean NOT NULL,
  made_at bigint NOT NULL,
  month text NOT NULL,
  PRIMARY KEY (catalogue, peer_group));

-- Who was counted in that, with which score: something new is told only when enough of them changed.
CREATE TABLE peer_counted (
  company_id uuid NOT NULL,
  catalogue text NOT NULL,
  peer_group text NOT NULL,
  value bigint NOT NULL,
  PRIMARY KEY (company_id, catalogue, peer_group));
CREATE INDEX peer_counted_group ON peer_counted (catalogue, peer_group);

-- Companies that do not want to be counted, and see no others.
CREATE TABLE peer_declined (
  company_id uuid PRIMARY KEY,
  at bigint NOT NULL,
  by_name text NOT NULL);

-- Lists over many companies are answered from these indexes alone: the rows of assessments and policies
-- hold long texts, which would be read past otherwise.
CREATE INDEX overview_assessment
  ON assessment (company_id, latest, catalogue, total, max, band, finished_at, id);
CREATE INDEX overview_policy ON policy (company_id, withdrawn_at, template, id);
CREATE INDEX overview_policy_version ON policy_version (policy_id, number, review_on);
CREATE INDEX overview_treatment ON risk_treatment (company_id, due)
  WHERE done_at IS NULL AND ended_at IS NULL;
CREATE INDEX overview_clock ON clock (company_id, due_at) WHERE state IN ('open', 'decided');
