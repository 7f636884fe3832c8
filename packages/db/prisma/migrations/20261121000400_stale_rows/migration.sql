-- Workspaces with rows that nobody needs any more: the cleanup then deletes inside each of them, as the app role.
CREATE INDEX "idempotency_keys_created_at" ON "idempotency_keys" ("created_at");
CREATE INDEX "jobs_finished_at" ON "jobs" ("finished_at") WHERE "finished_at" IS NOT NULL;

GRANT USAGE, CREATE ON SCHEMA public TO pulse_system;
GRANT SELECT (workspace_id, created_at) ON idempotency_keys TO pulse_system;
GRANT SELECT (finished_at) ON jobs TO pulse_system;
CREATE POLICY lookup ON idempotency_keys FOR SELECT TO pulse_system USING (true);

CREATE FUNCTION workspaces_with_stale_rows(row_limit integer, keys_before timestamptz, jobs_before timestamptz)
RETURNS TABLE (workspace_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT k.workspace_id FROM idempotency_keys k WHERE k.created_at < keys_before
  UNION
  SELECT j.workspace_id FROM jobs j WHERE j.finished_at < jobs_before
  LIMIT row_limit
$$;
REVOKE ALL ON FUNCTION workspaces_with_stale_rows(integer, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION workspaces_with_stale_rows(integer, timestamptz, timestamptz) TO pulse_app;
ALTER FUNCTION workspaces_with_stale_rows(integer, timestamptz, timestamptz) OWNER TO pulse_system;

REVOKE CREATE ON SCHEMA public FROM pulse_system;
