import { type Unit } from "@pulse/contracts/billing/plans";
import { type Transaction } from "@pulse/db/with-workspace";

export interface UnitUsage {
  unit: Unit;
  limit: bigint;
  used: bigint;
  held: bigint;
}

/**
 * Sums of the grants that count at `now`. A hold past its lease counts as the sweeper will resolve it, so
 * that no read ever shows the units of a dead call as held.
 */
export function sumUsage(
  transaction: Transaction,
  workspaceId: string,
  now: Date,
): Promise<UnitUsage[]> {
  return transaction.$queryRaw<UnitUsage[]>`
    WITH open_grants AS (
      SELECT id, unit, amount - revoked AS size, used, held, revoked_at IS NOT NULL AS is_revoked FROM grants
      WHERE workspace_id = ${workspaceId} AND starts_at <= ${now}::timestamptz
        AND (expires_at IS NULL OR expires_at > ${now}::timestamptz)
    ), dead_parts AS (
      SELECT p.grant_id, p.amount,
        least(p.amount, greatest(0, h.checkpoint
          - (sum(p.amount) OVER (PARTITION BY p.hold_id ORDER BY p.position) - p.amount))) AS charge
      FROM holds h JOIN hold_parts p ON p.workspace_id = h.workspace_id AND p.hold_id = h.id
      WHERE h.workspace_id = ${workspaceId} AND h.state = 'held' AND h.lease_until <= ${now}::timestamptz
    ), dead AS (
      SELECT grant_id, sum(amount) AS held, sum(charge) AS charge FROM dead_parts GROUP BY grant_id
    )
    SELECT g.unit::text AS unit, 
      sum(g.size - CASE WHEN g.is_revoked THEN coalesce(d.held - d.charge, 0) ELSE 0 END)::bigint AS "limit",
      sum(g.used + coalesce(d.charge, 0))::bigint AS used, sum(g.held - coalesce(d.held, 0))::bigint AS held
    FROM open_grants g LEFT JOIN dead d ON d.grant_id = g.id
    GROUP BY g.unit`;
}

export interface ChargedRow {
  key: string;
  used: bigint;
  runs: bigint;
}

/** What was charged since `since`, late corrections included, by day (UTC), model, member or tool. */
export function sumCharged(
  transaction: Transaction,
  filter: { workspaceId: string; unit: Unit; by: "day" | "model" | "member" | "tool"; since: Date },
): Promise<ChargedRow[]> {
  const { workspaceId, unit, by, since } = filter;
  return transaction.$queryRaw<ChargedRow[]>`
    SELECT
      CASE ${by}::text
        WHEN 'day' THEN to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')
        WHEN 'model' THEN model
        WHEN 'member' THEN user_id
        ELSE tool::text END AS key,
      sum(CASE WHEN to_account = 'used' THEN amount ELSE -amount END)::bigint AS used,
      count(DISTINCT hold_id) AS runs
    FROM ledger_entries
    WHERE workspace_id = ${workspaceId} AND unit = ${unit}::quota_unit
      AND (to_account = 'used' OR from_account = 'used') AND created_at >= ${since}::timestamptz
    GROUP BY 1 ORDER BY 1`;
}

export interface DifferenceRow {
  what: string;
  id: string;
  expected: bigint;
  actual: bigint;
}

/**
 * Recomputes grants, holds and parts of a workspace from its entries, in one statement and so at one instant;
 * returns what differs. Each account of a grant is what came into it less what went out.
 */
export function findDifferences(
  transaction: Transaction,
  workspaceId: string,
): Promise<DifferenceRow[]> {
  return transaction.$queryRaw<DifferenceRow[]>`
    WITH moves AS (
      SELECT grant_id, hold_id, to_account AS account, amount FROM ledger_entries WHERE workspace_id = ${workspaceId}
      UNION ALL
      SELECT grant_id, hold_id, from_account, -amount FROM ledger_entries WHERE workspace_id = ${workspaceId}
    ), by_grant AS (
      SELECT grant_id,
        -coalesce(sum(amount) FILTER (WHERE account = 'issued'), 0) AS amount,
        coalesce(sum(amount) FILTER (WHERE account = 'available'), 0) AS available,
        coalesce(sum(amount) FILTER (WHERE account = 'held'), 0) AS held,
        coalesce(sum(amount) FILTER (WHERE account = 'used'), 0) AS used,
        coalesce(sum(amount) FILTER (WHERE account = 'revoked'), 0) AS revoked,
        coalesce(sum(amount) FILTER (WHERE account = 'expired'), 0) AS expired
      FROM moves WHERE grant_id IS NOT NULL GROUP BY grant_id
    ), by_hold AS (
      SELECT hold_id,
        coalesce(sum(amount) FILTER (WHERE account = 'held'), 0) AS held,
        coalesce(sum(amount) FILTER (WHERE account = 'used'), 0) AS charged,
        coalesce(sum(amount) FILTER (WHERE account = 'overrun'), 0) AS overrun
      FROM moves WHERE hold_id IS NOT NULL GROUP BY hold_id
    ), parts_of_hold AS (
      SELECT hold_id, sum(amount) AS amount, sum(charged) AS charged
      FROM hold_parts WHERE workspace_id = ${workspaceId} GROUP BY hold_id
    ), parts_of_grant AS (
      SELECT p.grant_id, sum(p.amount) FILTER (WHERE h.state = 'held') AS held, sum(p.charged) AS charged
      FROM hold_parts p JOIN holds h ON h.workspace_id = p.workspace_id AND h.id = p.hold_id
      WHERE p.workspace_id = ${workspaceId} GROUP BY p.grant_id
    ), checks AS (
      SELECT c.* FROM grants g
      LEFT JOIN by_grant e ON e.grant_id = g.id
      LEFT JOIN parts_of_grant p ON p.grant_id = g.id,
      LATERAL (VALUES
        ('grant.amount', g.id, coalesce(e.amount, 0), g.amount),
        ('grant.available', g.id, coalesce(e.available, 0), g.amount - g.used - g.held - g.revoked - g.expired),
        ('grant.held', g.id, coalesce(e.held, 0), g.held),
        ('grant.used', g.id, coalesce(e.used, 0), g.used),
        ('grant.revoked', g.id, coalesce(e.revoked, 0), g.revoked),
        ('grant.expired', g.id, coalesce(e.expired, 0), g.expired),
        ('grant.heldByParts', g.id, coalesce(p.held, 0), g.held),
        ('grant.usedByParts', g.id, coalesce(p.charged, 0), g.used)) AS c (what, id, expected, actual)
      WHERE g.workspace_id = ${workspaceId}
      UNION ALL
      SELECT c.* FROM holds h
      LEFT JOIN by_hold e ON e.hold_id = h.id
      LEFT JOIN parts_of_hold p ON p.hold_id = h.id,
      LATERAL (VALUES
        ('hold.held', h.id, coalesce(e.held, 0), CASE WHEN h.state = 'held' THEN h.amount ELSE 0 END),
        ('hold.charged', h.id, coalesce(e.charged, 0), coalesce(h.charged, 0)),
        ('hold.overrun', h.id, coalesce(e.overrun, 0), h.overrun),
        ('hold.amountByParts', h.id, coalesce(p.amount, 0), h.amount),
        ('hold.chargedByParts', h.id, coalesce(p.charged, 0), coalesce(h.charged, 0))) AS c (what, id, expected, actual)
      WHERE h.workspace_id = ${workspaceId}
    )
    SELECT what, id, expected::bigint AS expected, actual::bigint AS actual
    FROM checks WHERE expected <> actual ORDER BY what, id LIMIT 1000`;
}
