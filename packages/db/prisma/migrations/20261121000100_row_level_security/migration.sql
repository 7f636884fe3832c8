-- A row is visible and writable only inside its own workspace. NULLIF: after a transaction that set it
-- locally the setting is '' rather than NULL. FORCE: the tables' owner obeys too.
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY[
    'members', 'api_keys', 'audit_log', 'subscriptions', 'grants', 'holds', 'hold_parts', 'ledger_entries',
    'usage_notices', 'conversations', 'messages', 'runs', 'idempotency_keys', 'jobs']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I
         USING (workspace_id = nullif(current_setting(''app.workspace_id'', true), ''''))
         WITH CHECK (workspace_id = nullif(current_setting(''app.workspace_id'', true), ''''))', tenant_table);
  END LOOP;
END $$;

ALTER TABLE workspaces ENABLE ROW LEVEL SECURITY;
ALTER TABLE workspaces FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON workspaces
  USING (id = nullif(current_setting('app.workspace_id', true), ''))
  WITH CHECK (id = nullif(current_setting('app.workspace_id', true), ''));

-- The services' role: the DML it needs. Nothing is truncated; money's records are never removed, and the
-- ledger and the audit log never change.
GRANT USAGE ON SCHEMA public TO pulse_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON
  users, sessions, accounts, verifications, throttles, revocations, members, api_keys, conversations, messages,
  idempotency_keys, jobs TO pulse_app;
GRANT SELECT, INSERT, UPDATE ON
  plans, add_ons, workspaces, subscriptions, grants, holds, hold_parts, runs TO pulse_app;
GRANT SELECT, INSERT ON ledger_entries, audit_log, usage_notices TO pulse_app;
GRANT USAGE ON SEQUENCE revocations_id_seq, ledger_entries_id_seq TO pulse_app;
