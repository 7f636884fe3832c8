import { PrismaPg } from "@prisma/adapter-pg";
import { type Pool } from "pg";
import { PrismaClient } from "../generated/client.ts";

/** Where a database keeps its bare client; reachable inside this package only. */
export const bareClient = Symbol("bareClient");

/** Makes the one client of a pool. The search columns are for conditions only, so no query returns them. */
export function createClient(pool: Pool, onError: (error: Error) => void) {
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    onPoolError: onError,
    onConnectionError: onError,
    statementNameGenerator: createStatementNames(),
  });
  return new PrismaClient({
    adapter,
    errorFormat: "minimal",
    omit: { conversation: { titleSearch: true }, message: { contentSearch: true } },
  });
}

export type Client = ReturnType<typeof createClient>;

const statementNamesMax = 500;

/** Names each distinct SQL text once, so that Postgres keeps its plan; beyond the bound it goes unnamed. */
function createStatementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= statementNamesMax) return "";
    const name = `pulse_${names.size}`;
    names.set(sql, name);
    return name;
  };
}
