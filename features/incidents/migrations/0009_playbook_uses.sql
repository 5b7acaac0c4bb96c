-- How often a company started a playbook is counted from now on; this counts what was started before.
INSERT INTO playbook_use (company_id, playbook_id, runs, last_at)
  SELECT company_id, playbook_id, count(*), max(started_at) FROM playbook_run
  GROUP BY company_id, playbook_id;
