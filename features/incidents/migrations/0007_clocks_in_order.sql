-- Clocks without a number of days: the limit's own words ("at once"; empty JSON null without any),
-- and the instant by which lists order them beside those with a limit. Drawn at the next count.
ALTER TABLE clock ADD COLUMN limit_json text NOT NULL DEFAULT 'null';
ALTER TABLE clock ADD COLUMN sort_at bigint;
UPDATE clock SET sort_at = due_at;
DROP INDEX clock_running;
CREATE INDEX clock_running ON clock (company_id, binding, sort_at, id, due_at, state)
  WHERE state IN ('open', 'decided');
