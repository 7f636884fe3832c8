-- Sweeps several workspaces with one commit, each from inside itself.
CREATE FUNCTION quota_sweep_all(workspaces text[], at timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  workspace text;
  swept integer := 0;
BEGIN
  PERFORM quota_lock(workspaces);
  FOREACH workspace IN ARRAY workspaces LOOP
    PERFORM set_config('app.workspace_id', workspace, true);
    swept := swept + quota_sweep(workspace, at);
  END LOOP;
  RETURN swept;
END $$;
