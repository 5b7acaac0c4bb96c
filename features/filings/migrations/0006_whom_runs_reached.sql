-- What a run of letters did for all persons concerned.
-- persons_named: how many the facts named when it ended; empty: no number was written. told_all: a person said that everybody
-- concerned is told. posted, posted_on: how many printed letters somebody posted, and when; empty: nobody said so.
-- left_out_json: a reason to the number of rows left out for it. left_out_blob_id: those rows, until the list is deleted.
ALTER TABLE letter_run ADD COLUMN persons_named bigint;
ALTER TABLE letter_run ADD COLUMN told_all boolean NOT NULL DEFAULT false;
ALTER TABLE letter_run ADD COLUMN posted bigint;
ALTER TABLE letter_run ADD COLUMN posted_on bigint;
ALTER TABLE letter_run ADD COLUMN left_out_json text NOT NULL DEFAULT '{}';
ALTER TABLE letter_run ADD COLUMN left_out_blob_id uuid;

-- Ending a run on paper meant until now that its letters were posted.
UPDATE letter_run SET posted_on = finished_at, posted = recipients WHERE channel = 'paper' AND state = 'ended';
