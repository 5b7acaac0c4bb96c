-- What a waiting file is for: `exhibit` (the form that adds evidence, form_id is the form's own) or
-- `proof` (the form that notes that a paper went out, form_id is the paper).
ALTER TABLE evidence_waiting ADD COLUMN kept_for text NOT NULL DEFAULT 'exhibit';
