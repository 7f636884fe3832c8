-- The quota ledger. Every function below runs inside one workspace (row-level security applies to the caller)
-- and under that workspace's lock, so each statement sees all that was committed before: a grant that another
-- call has just freed is never overlooked. `at` is the instant that decides; nothing here asks the clock.

-- An opaque id as contracts/ids.ts makes it: prefix, 8 base-36 characters of time, 12 of noise.
CREATE FUNCTION new_id(prefix text, at timestamptz) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog AS $$
DECLARE
  rest bigint := floor(extract(epoch FROM at) * 1000);
  time_part text := '';
BEGIN
  FOR i IN 1..8 LOOP
    time_part := substr('0123456789abcdefghijklmnopqrstuvwxyz', (rest % 36)::integer + 1, 1) || time_part;
    rest := rest / 36;
  END LOOP;
  RETURN prefix || '_' || time_part || right(replace(gen_random_uuid()::text, '-', ''), 12);
END $$;

-- Enters workspaces one after the other in the order of their lock keys: batches never wait in a circle.
CREATE FUNCTION quota_lock(workspaces text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  key bigint;
BEGIN
  FOR key IN SELECT DISTINCT hashtextextended(w, 7267) AS k FROM unnest(workspaces) AS w ORDER BY k LOOP
    PERFORM pg_advisory_xact_lock(key);
  END LOOP;
END $$;

-- Where units go that a hold gives back: a grant that ended meanwhile does not get them back to spend.
CREATE FUNCTION quota_home(revoked_at timestamptz, expires_at timestamptz, at timestamptz) RETURNS ledger_account
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN revoked_at IS NOT NULL THEN 'revoked'::ledger_account
    WHEN expires_at <= at THEN 'expired'::ledger_account
    ELSE 'available'::ledger_account END
$$;

-- Notices of 80 % and 100 %, once per newest grant: a new period or an add-on arms them again. Units in flight
-- do not count, because a hold is an upper bound and mail cannot be taken back. `wanted` is what a refused
-- call asked for: the hard stop is met when that does not fit, even if some units are left.
CREATE FUNCTION quota_notice(workspace text, quota quota_unit, at timestamptz, wanted bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  unit_limit bigint;
  unit_used bigint;
  newest text;
  reached usage_level;
BEGIN
  SELECT sum(g.amount - g.revoked), sum(g.used), (array_agg(g.id ORDER BY g.created_at DESC, g.id DESC))[1]
  INTO unit_limit, unit_used, newest
  FROM grants g
  WHERE g.workspace_id = workspace AND g.unit = quota
    AND g.starts_at <= at AND (g.expires_at IS NULL OR g.expires_at > at);
  IF newest IS NULL OR unit_limit = 0 OR unit_used * 100 < unit_limit * 80 THEN
    RETURN;
  END IF;
  INSERT INTO usage_notices (workspace_id, unit, level, grant_id, created_at)
  VALUES (workspace, quota, 'warning', newest, at) ON CONFLICT DO NOTHING;
  IF FOUND THEN
    reached := 'warning';
  END IF;
  IF unit_used >= unit_limit OR unit_limit - unit_used < wanted THEN
    INSERT INTO usage_notices (workspace_id, unit, level, grant_id, created_at)
    VALUES (workspace, quota, 'exhausted', newest, at) ON CONFLICT DO NOTHING;
    IF FOUND THEN
      reached := 'exhausted';
    END IF;
  END IF;
  IF reached IS NOT NULL THEN
    PERFORM quota_mail(workspace, quota, reached, newest, unit_used, unit_limit, at);
  END IF;
END $$;

-- One mail job for each owner (contracts/jobs/mail.ts).
CREATE FUNCTION quota_mail(
  workspace text, quota quota_unit, reached usage_level, newest text, unit_used bigint, unit_limit bigint,
  at timestamptz) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO jobs (workspace_id, id, kind, dedupe_key, available_at, created_at, payload)
  SELECT workspace, new_id('job', at), 'mail', concat_ws(':', 'usage', reached, quota, newest, u.id), at, at,
    jsonb_build_object(
      'template', 'usage-' || reached, 'to', u.email, 'locale', u.locale, 'workspaceName', w.name,
      'unit', quota, 'used', unit_used, 'limit', unit_limit,
      'resetsAt', to_char(s.period_end AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  FROM members m
  JOIN users u ON u.id = m.user_id
  JOIN workspaces w ON w.id = m.workspace_id
  LEFT JOIN subscriptions s ON s.workspace_id = m.workspace_id AND s.state = 'active'
  WHERE m.workspace_id = workspace AND m.role = 'owner'
  ON CONFLICT DO NOTHING
$$;

-- Resolves a live hold: `charge` off its parts in their order, the rest back to where it belongs.
CREATE FUNCTION quota_resolve(hold holds, charge bigint, final hold_state, estimated boolean, at timestamptz)
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  part record;
  due bigint := charge;
  taken bigint;
  back bigint;
  home ledger_account;
BEGIN
  FOR part IN
    SELECT p.position, p.grant_id, p.amount FROM hold_parts p
    WHERE p.workspace_id = hold.workspace_id AND p.hold_id = hold.id ORDER BY p.position
  LOOP
    taken := least(due, part.amount);
    back := part.amount - taken;
    due := due - taken;
    UPDATE grants g SET
      held = g.held - part.amount,
      used = g.used + taken,
      revoked = g.revoked + CASE quota_home(g.revoked_at, g.expires_at, at) WHEN 'revoked' THEN back ELSE 0 END,
      expired = g.expired + CASE quota_home(g.revoked_at, g.expires_at, at) WHEN 'expired' THEN back ELSE 0 END
    WHERE g.workspace_id = hold.workspace_id AND g.id = part.grant_id
    RETURNING quota_home(g.revoked_at, g.expires_at, at) INTO home;
    IF taken > 0 THEN
      UPDATE hold_parts p SET charged = taken
      WHERE p.workspace_id = hold.workspace_id AND p.hold_id = hold.id AND p.position = part.position;
      INSERT INTO ledger_entries (
        workspace_id, kind, unit, from_account, to_account, amount, grant_id, hold_id, model, tool, user_id, created_at)
      VALUES (
        hold.workspace_id, 'settle', hold.unit, 'held', 'used', taken, part.grant_id, hold.id,
        hold.model, hold.tool, hold.user_id, at);
    END IF;
    IF back > 0 THEN
      INSERT INTO ledger_entries (
        workspace_id, kind, unit, from_account, to_account, amount, grant_id, hold_id, created_at)
      VALUES (hold.workspace_id, 'release', hold.unit, 'held', home, back, part.grant_id, hold.id, at);
    END IF;
  END LOOP;
  UPDATE holds h SET state = final, charged = charge, estimated = quota_resolve.estimated, resolved_at = at
  WHERE h.workspace_id = hold.workspace_id AND h.id = hold.id;
END $$;

-- Settles this workspace's holds whose owner died: what their last checkpoint says, the rest goes back.
CREATE FUNCTION quota_sweep(workspace text, at timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  hold holds;
  swept integer := 0;
BEGIN
  FOR hold IN
    SELECT * FROM holds h WHERE h.workspace_id = workspace AND h.state = 'held' AND h.lease_until <= at ORDER BY h.id
  LOOP
    PERFORM quota_resolve(hold, least(hold.checkpoint, hold.amount), 'expired', true, at);
    PERFORM quota_notice(workspace, hold.unit, at, NULL);
    swept := swept + 1;
  END LOOP;
  IF swept > 0 THEN
    PERFORM pg_notify('usage', workspace);
  END IF;
  RETURN swept;
END $$;

CREATE FUNCTION quota_refusal(workspace text, quota quota_unit, free bigint, at timestamptz) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  period_end timestamptz;
  source text := 'none';
BEGIN
  SELECT s.period_end INTO period_end FROM subscriptions s WHERE s.workspace_id = workspace AND s.state = 'active';
  IF FOUND THEN
    source := 'plan';
  ELSIF EXISTS (
    SELECT FROM grants g WHERE g.workspace_id = workspace AND g.unit = quota
      AND g.starts_at <= at AND (g.expires_at IS NULL OR g.expires_at > at))
  THEN
    source := 'trial';
  END IF;
  RETURN jsonb_build_object(
    'outcome', 'refused', 'available', free, 'limitSource', source,
    'resetsAt', to_char(period_end AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));
END $$;

-- Holds min(free, maximum) when at least `minimum` is free, spread over the grants in spending order: earliest
-- expiry first, then plan before trial before add-on, then the older.
CREATE FUNCTION quota_reserve(operation jsonb, at timestamptz) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  workspace text := operation ->> 'workspaceId';
  new_hold text := operation ->> 'holdId';
  quota quota_unit := (operation ->> 'unit')::quota_unit;
  minimum bigint := (operation ->> 'minimum')::bigint;
  found_hold record;
  grant_ids text[];
  grant_frees bigint[];
  free bigint;
  due bigint;
  part bigint;
BEGIN
  SELECT h.fingerprint, h.amount INTO found_hold FROM holds h WHERE h.workspace_id = workspace AND h.id = new_hold;
  IF FOUND THEN
    IF found_hold.fingerprint <> operation ->> 'fingerprint' THEN
      RETURN jsonb_build_object('outcome', 'conflict');
    END IF;
    RETURN jsonb_build_object('outcome', 'held', 'amount', found_hold.amount);
  END IF;

  LOOP
    SELECT array_agg(o.id), array_agg(o.free), coalesce(sum(o.free), 0) INTO grant_ids, grant_frees, free
    FROM (
      SELECT g.id, g.amount - g.used - g.held - g.revoked - g.expired AS free
      FROM grants g
      WHERE g.workspace_id = workspace AND g.unit = quota AND g.revoked_at IS NULL
        AND g.starts_at <= at AND (g.expires_at IS NULL OR g.expires_at > at)
        AND g.amount > g.used + g.held + g.revoked + g.expired
      ORDER BY g.expires_at NULLS LAST, g.source, g.starts_at, g.id) o;
    EXIT WHEN free >= minimum;
    -- Units of dead calls are free even before the sweeper has come.
    IF quota_sweep(workspace, at) = 0 THEN
      PERFORM quota_notice(workspace, quota, at, minimum);
      RETURN quota_refusal(workspace, quota, free, at);
    END IF;
  END LOOP;

  due := least(free, (operation ->> 'maximum')::bigint);
  INSERT INTO holds (
    workspace_id, id, unit, fingerprint, amount, lease_until, model, tool, user_id, api_key_id, created_at)
  VALUES (
    workspace, new_hold, quota, operation ->> 'fingerprint', due,
    at + (operation ->> 'leaseMs')::bigint * interval '1 millisecond',
    operation ->> 'model', (operation ->> 'tool')::tool, operation ->> 'userId', operation ->> 'apiKeyId', at);
  free := due;
  FOR i IN 1..cardinality(grant_ids) LOOP
    part := least(due, grant_frees[i]);
    due := due - part;
    UPDATE grants g SET held = g.held + part WHERE g.workspace_id = workspace AND g.id = grant_ids[i];
    INSERT INTO hold_parts (workspace_id, hold_id, position, grant_id, amount)
    VALUES (workspace, new_hold, i, grant_ids[i], part);
    INSERT INTO ledger_entries (
      workspace_id, kind, unit, from_account, to_account, amount, grant_id, hold_id, created_at)
    VALUES (workspace, 'reserve', quota, 'available', 'held', part, grant_ids[i], new_hold, at);
    EXIT WHEN due = 0;
  END LOOP;
  PERFORM pg_notify('usage', workspace);
  RETURN jsonb_build_object('outcome', 'held', 'amount', free);
END $$;

-- What exceeds the hold is our loss, in the open: it is booked, and no balance pays for it.
CREATE FUNCTION quota_overrun(hold holds, excess bigint, at timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF excess <= 0 THEN
    RETURN;
  END IF;
  INSERT INTO ledger_entries (
    workspace_id, kind, unit, from_account, to_account, amount, hold_id, model, tool, user_id, created_at)
  VALUES (
    hold.workspace_id, 'overrun', hold.unit, 'loss', 'overrun', excess, hold.id,
    hold.model, hold.tool, hold.user_id, at);
  UPDATE holds h SET overrun = h.overrun + excess WHERE h.workspace_id = hold.workspace_id AND h.id = hold.id;
END $$;

-- The true charge is above what the sweeper took: the difference comes off today's free balance. Returns what
-- it could take.
CREATE FUNCTION quota_charge_late(hold holds, extra bigint, at timestamptz) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  open_grant record;
  due bigint := extra;
  taken bigint;
BEGIN
  FOR open_grant IN
    SELECT g.id, g.amount - g.used - g.held - g.revoked - g.expired AS free
    FROM grants g
    WHERE g.workspace_id = hold.workspace_id AND g.unit = hold.unit AND g.revoked_at IS NULL
      AND g.starts_at <= at AND (g.expires_at IS NULL OR g.expires_at > at)
      AND g.amount > g.used + g.held + g.revoked + g.expired
    ORDER BY g.expires_at NULLS LAST, g.source, g.starts_at, g.id
  LOOP
    EXIT WHEN due = 0;
    taken := least(due, open_grant.free);
    due := due - taken;
    UPDATE grants g SET used = g.used + taken WHERE g.workspace_id = hold.workspace_id AND g.id = open_grant.id;
    INSERT INTO hold_parts (workspace_id, hold_id, position, grant_id, amount, charged)
    SELECT hold.workspace_id, hold.id, max(p.position) + 1, open_grant.id, 0, taken
    FROM hold_parts p WHERE p.workspace_id = hold.workspace_id AND p.hold_id = hold.id;
    INSERT INTO ledger_entries (
      workspace_id, kind, unit, from_account, to_account, amount, grant_id, hold_id, model, tool, user_id, created_at)
    VALUES (
      hold.workspace_id, 'late', hold.unit, 'available', 'used', taken, open_grant.id, hold.id,
      hold.model, hold.tool, hold.user_id, at);
  END LOOP;
  RETURN extra - due;
END $$;

-- The true charge is below what the sweeper took: the difference goes back, last part first.
CREATE FUNCTION quota_refund_late(hold holds, surplus bigint, at timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  part record;
  due bigint := surplus;
  back bigint;
  home ledger_account;
BEGIN
  FOR part IN
    SELECT p.position, p.grant_id, p.charged FROM hold_parts p
    WHERE p.workspace_id = hold.workspace_id AND p.hold_id = hold.id AND p.charged > 0 ORDER BY p.position DESC
  LOOP
    EXIT WHEN due = 0;
    back := least(due, part.charged);
    due := due - back;
    UPDATE grants g SET
      used = g.used - back,
      revoked = g.revoked + CASE quota_home(g.revoked_at, g.expires_at, at) WHEN 'revoked' THEN back ELSE 0 END,
      expired = g.expired + CASE quota_home(g.revoked_at, g.expires_at, at) WHEN 'expired' THEN back ELSE 0 END
    WHERE g.workspace_id = hold.workspace_id AND g.id = part.grant_id
    RETURNING quota_home(g.revoked_at, g.expires_at, at) INTO home;
    UPDATE hold_parts p SET charged = p.charged - back
    WHERE p.workspace_id = hold.workspace_id AND p.hold_id = hold.id AND p.position = part.position;
    INSERT INTO ledger_entries (
      workspace_id, kind, unit, from_account, to_account, amount, grant_id, hold_id, model, tool, user_id, created_at)
    VALUES (
      hold.workspace_id, 'late', hold.unit, 'used', home, back, part.grant_id, hold.id,
      hold.model, hold.tool, hold.user_id, at);
  END LOOP;
END $$;

-- Charges once: a second settle answers with the first result. After the sweeper it is late: the true charge
-- replaces the sweeper's estimate.
CREATE FUNCTION quota_settle(operation jsonb, at timestamptz) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  workspace text := operation ->> 'workspaceId';
  asked bigint := (operation ->> 'amount')::bigint;
  hold holds;
  charge bigint;
BEGIN
  SELECT * INTO hold FROM holds h WHERE h.workspace_id = workspace AND h.id = operation ->> 'holdId';
  IF NOT FOUND THEN
    RETURN jsonb_build_object('outcome', 'notFound');
  END IF;
  IF hold.state IN ('settled', 'released') THEN
    RETURN quota_settled(hold);
  END IF;
  charge := least(asked, hold.amount);
  IF hold.state = 'held' THEN
    PERFORM quota_resolve(
      hold, charge, CASE WHEN asked = 0 THEN 'released' ELSE 'settled' END::hold_state,
      (operation ->> 'estimated')::boolean, at);
  ELSE
    IF charge > hold.charged THEN
      charge := hold.charged + quota_charge_late(hold, charge - hold.charged, at);
    ELSE
      PERFORM quota_refund_late(hold, hold.charged - charge, at);
    END IF;
    UPDATE holds h SET
      state = 'settled', charged = charge, late = true, estimated = (operation ->> 'estimated')::boolean, resolved_at = at
    WHERE h.workspace_id = workspace AND h.id = hold.id;
  END IF;
  PERFORM quota_overrun(hold, asked - charge, at);
  IF asked > 0 THEN
    PERFORM quota_notice(workspace, hold.unit, at, NULL);
  END IF;
  PERFORM pg_notify('usage', workspace);
  hold.charged := charge;
  hold.overrun := asked - charge;
  hold.late := hold.state = 'expired';
  RETURN quota_settled(hold);
END $$;

CREATE FUNCTION quota_settled(hold holds) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object(
    'outcome', 'settled', 'charged', hold.charged, 'overrun', hold.overrun, 'late', hold.late)
$$;

-- Renews the lease and records what a sweeper would charge; a hold that is resolved answers with its result.
CREATE FUNCTION quota_extend(operation jsonb, at timestamptz) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  hold holds;
BEGIN
  UPDATE holds h SET
    lease_until = greatest(h.lease_until, at + (operation ->> 'leaseMs')::bigint * interval '1 millisecond'),
    checkpoint = greatest(h.checkpoint, (operation ->> 'checkpointAmount')::bigint)
  WHERE h.workspace_id = operation ->> 'workspaceId' AND h.id = operation ->> 'holdId' AND h.state = 'held';
  IF FOUND THEN
    RETURN jsonb_build_object('outcome', 'extended');
  END IF;
  SELECT * INTO hold FROM holds h
  WHERE h.workspace_id = operation ->> 'workspaceId' AND h.id = operation ->> 'holdId';
  IF NOT FOUND THEN
    RETURN jsonb_build_object('outcome', 'notFound');
  END IF;
  RETURN quota_settled(hold);
END $$;

-- One operation (contracts/internal/quota.ts), inside the caller's transaction and workspace.
CREATE FUNCTION quota_apply(operation jsonb, at timestamptz) RETURNS jsonb
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM quota_lock(ARRAY[operation ->> 'workspaceId']);
  CASE operation ->> 'type'
    WHEN 'reserve' THEN RETURN quota_reserve(operation, at);
    WHEN 'settle' THEN RETURN quota_settle(operation, at);
    WHEN 'extend' THEN RETURN quota_extend(operation, at);
  END CASE;
END $$;

-- Many operations, one commit; answers in the order asked. Each runs inside its own workspace, so row-level
-- security holds although the batch spans several.
CREATE FUNCTION quota_batch(operations jsonb, at timestamptz) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  operation jsonb;
  results jsonb[] := '{}';
BEGIN
  PERFORM quota_lock(ARRAY(SELECT o ->> 'workspaceId' FROM jsonb_array_elements(operations) AS o));
  FOR operation IN SELECT o FROM jsonb_array_elements(operations) AS o LOOP
    PERFORM set_config('app.workspace_id', operation ->> 'workspaceId', true);
    CASE operation ->> 'type'
      WHEN 'reserve' THEN results := results || quota_reserve(operation, at);
      WHEN 'settle' THEN results := results || quota_settle(operation, at);
      WHEN 'extend' THEN results := results || quota_extend(operation, at);
    END CASE;
  END LOOP;
  RETURN to_jsonb(results);
END $$;

-- Issues a grant; the same reference issues nothing the second time. Returns whether it did.
CREATE FUNCTION quota_grant(
  workspace text, quota quota_unit, origin grant_source, new_reference text, units bigint,
  start_at timestamptz, end_at timestamptz, at timestamptz) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  new_grant text := new_id('grn', at);
BEGIN
  PERFORM quota_lock(ARRAY[workspace]);
  INSERT INTO grants (workspace_id, id, unit, source, reference, amount, starts_at, expires_at, created_at)
  VALUES (workspace, new_grant, quota, origin, new_reference, units, start_at, end_at, at)
  ON CONFLICT (workspace_id, unit, reference) DO NOTHING;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO ledger_entries (workspace_id, kind, unit, from_account, to_account, amount, grant_id, created_at)
  VALUES (workspace, 'grant', quota, 'issued', 'available', units, new_grant, at);
  PERFORM pg_notify('usage', workspace);
  RETURN true;
END $$;

-- Takes back what is free of a grant; what is held comes back to it as revoked. Returns the units taken back.
-- `ends` also closes the grant, so that the meter no longer counts it.
CREATE FUNCTION quota_revoke(workspace text, revoked_grant text, ends boolean, at timestamptz) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  quota quota_unit;
  free bigint;
BEGIN
  PERFORM quota_lock(ARRAY[workspace]);
  SELECT g.unit, g.amount - g.used - g.held - g.revoked - g.expired INTO quota, free
  FROM grants g WHERE g.workspace_id = workspace AND g.id = revoked_grant;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  UPDATE grants g SET
    revoked = g.revoked + free,
    revoked_at = coalesce(g.revoked_at, at),
    expires_at = CASE WHEN ends
      THEN least(g.expires_at, greatest(at, g.starts_at + interval '1 millisecond')) ELSE g.expires_at END
  WHERE g.workspace_id = workspace AND g.id = revoked_grant;
  IF free > 0 THEN
    INSERT INTO ledger_entries (workspace_id, kind, unit, from_account, to_account, amount, grant_id, created_at)
    VALUES (workspace, 'revoke', quota, 'available', 'revoked', free, revoked_grant, at);
  END IF;
  PERFORM pg_notify('usage', workspace);
  RETURN free;
END $$;

-- Books what is left of grants past their end; reads leave them out whether booked or not.
CREATE FUNCTION quota_expire_grants(workspace text, at timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  ended record;
  booked integer := 0;
BEGIN
  PERFORM quota_lock(ARRAY[workspace]);
  FOR ended IN
    SELECT g.id, g.unit, g.amount - g.used - g.held - g.revoked - g.expired AS free
    FROM grants g
    WHERE g.workspace_id = workspace AND g.expires_at <= at
      AND g.amount > g.used + g.held + g.revoked + g.expired
    ORDER BY g.id
  LOOP
    UPDATE grants g SET expired = g.expired + ended.free WHERE g.workspace_id = workspace AND g.id = ended.id;
    INSERT INTO ledger_entries (workspace_id, kind, unit, from_account, to_account, amount, grant_id, created_at)
    VALUES (workspace, 'expire', ended.unit, 'available', 'expired', ended.free, ended.id, at);
    booked := booked + 1;
  END LOOP;
  RETURN booked;
END $$;

-- Grants and holds change in place on every call: room on their pages keeps those updates off the indexes.
ALTER TABLE grants SET (fillfactor = 70);
ALTER TABLE holds SET (fillfactor = 80);
