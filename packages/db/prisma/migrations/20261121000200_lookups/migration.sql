-- The few questions that cross workspaces. They answer with ids, run as pulse_system (which can neither log in
-- nor write), and see other workspaces through policies of that role alone: nothing here bypasses row security.
GRANT USAGE, CREATE ON SCHEMA public TO pulse_system;

GRANT SELECT (workspace_id, id, hash, created_by, revoked_at) ON api_keys TO pulse_system;
GRANT SELECT (workspace_id, user_id, role) ON members TO pulse_system;
GRANT SELECT (id, name, kind, created_at, deleted_at) ON workspaces TO pulse_system;
GRANT SELECT (workspace_id, id, state, lease_until) ON holds TO pulse_system;
GRANT SELECT (workspace_id, id, state, lease_until) ON runs TO pulse_system;
GRANT SELECT (workspace_id, id, state, period_end) ON subscriptions TO pulse_system;
GRANT SELECT (workspace_id, id, kind, state, available_at, dispatched_at, lease_until) ON jobs TO pulse_system;

CREATE POLICY lookup ON api_keys FOR SELECT TO pulse_system USING (true);
CREATE POLICY lookup ON members FOR SELECT TO pulse_system USING (true);
CREATE POLICY lookup ON workspaces FOR SELECT TO pulse_system USING (true);
CREATE POLICY lookup ON holds FOR SELECT TO pulse_system USING (true);
CREATE POLICY lookup ON runs FOR SELECT TO pulse_system USING (true);
CREATE POLICY lookup ON subscriptions FOR SELECT TO pulse_system USING (true);
CREATE POLICY lookup ON jobs FOR SELECT TO pulse_system USING (true);

-- A working key by its SHA-256, with its maker's role; a key stops working when its maker leaves.
CREATE FUNCTION find_api_key(key_hash text)
RETURNS TABLE (workspace_id text, api_key_id text, user_id text, role role)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT k.workspace_id, k.id, k.created_by, m.role
  FROM api_keys k
  JOIN members m ON m.workspace_id = k.workspace_id AND m.user_id = k.created_by
  JOIN workspaces w ON w.id = k.workspace_id AND w.deleted_at IS NULL
  WHERE k.hash = key_hash AND k.revoked_at IS NULL
$$;

CREATE FUNCTION workspaces_of_user(member_user_id text)
RETURNS TABLE (workspace_id text, name text, kind workspace_kind, role role, created_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT w.id, w.name, w.kind, m.role, w.created_at
  FROM members m JOIN workspaces w ON w.id = m.workspace_id
  WHERE m.user_id = member_user_id AND w.deleted_at IS NULL
  ORDER BY w.created_at, w.id
$$;

CREATE FUNCTION expired_holds(row_limit integer, at timestamptz DEFAULT now())
RETURNS TABLE (workspace_id text, id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT h.workspace_id, h.id FROM holds h
  WHERE h.state = 'held' AND h.lease_until <= at ORDER BY h.lease_until LIMIT row_limit
$$;

CREATE FUNCTION stale_runs(row_limit integer, at timestamptz DEFAULT now())
RETURNS TABLE (workspace_id text, id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT r.workspace_id, r.id FROM runs r
  WHERE r.state = 'streaming' AND r.lease_until <= at ORDER BY r.lease_until LIMIT row_limit
$$;

CREATE FUNCTION due_subscriptions(row_limit integer, at timestamptz DEFAULT now())
RETURNS TABLE (workspace_id text, id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.workspace_id, s.id FROM subscriptions s
  WHERE s.state = 'active' AND s.period_end <= at ORDER BY s.period_end LIMIT row_limit
$$;

-- Never sent, sent long ago without being claimed (a lost message), or claimed by a worker that died.
CREATE FUNCTION undispatched_jobs(
  row_limit integer, at timestamptz DEFAULT now(), resend_after interval DEFAULT '1 minute')
RETURNS TABLE (workspace_id text, id text, kind text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT j.workspace_id, j.id, j.kind FROM jobs j
  WHERE j.state IN ('queued', 'running')
    AND j.available_at <= at
    AND (j.dispatched_at IS NULL OR j.dispatched_at <= at - resend_after)
    AND (j.state = 'queued' OR j.lease_until <= at)
  ORDER BY j.available_at LIMIT row_limit
$$;

DO $$
DECLARE
  signature regprocedure;
BEGIN
  FOREACH signature IN ARRAY ARRAY[
    'find_api_key(text)', 'workspaces_of_user(text)', 'expired_holds(integer, timestamptz)',
    'stale_runs(integer, timestamptz)', 'due_subscriptions(integer, timestamptz)',
    'undispatched_jobs(integer, timestamptz, interval)']::regprocedure[]
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO pulse_app', signature);
    EXECUTE format('ALTER FUNCTION %s OWNER TO pulse_system', signature);
  END LOOP;
END $$;

REVOKE CREATE ON SCHEMA public FROM pulse_system;
