import { prismaAdapter } from "@better-auth/prisma-adapter";
import { isDatabaseUnavailable } from "@pulse/db/database-errors";
import { APIError } from "better-auth/api";
import { type BetterAuthOptions, type DBAdapter, type Where } from "better-auth/types";
import { hashToken } from "./secret-token.ts";

type Client = Parameters<typeof prismaAdapter>[0];

/**
 * The library's tables through one client or transaction. A session's token is stored as its SHA-256:
 * whoever asks by a token finds its row, and whoever reads the rows finds no token. A row that was found by
 * its token carries it, as the library expects; rows found otherwise carry the hash.
 */
export function createAuthAdapter(client: Client, options: BetterAuthOptions): DBAdapter {
  const adapter = prismaAdapter(client, { provider: "postgresql" })(options);
  return {
    ...adapter,
    create: async <Data extends Record<string, unknown>, Row = Data>(creation: Creation<Data>) => {
      const { model, data } = creation;
      if (!isSession(model)) return adapter.create<Data, Row>(creation);
      const token = String(data.token);
      const stored = { ...data, token: hashToken(token) };
      return { ...(await adapter.create<Data, Row>({ ...creation, data: stored })), token };
    },
    findOne: async <Row>(question: Question & { where: Where[] }) =>
      carryingToken(await tellingOutages(adapter.findOne<Row>(asStored(question))), question),
    update: async (change) => carryingToken(await adapter.update(asStored(change)), change),
    findMany: (question) => adapter.findMany(asStored(question)),
    delete: (question) => adapter.delete(asStored(question)),
    deleteMany: (question) => adapter.deleteMany(asStored(question)),
  };
}

const isSession = (model: string) => model === "session";

interface Creation<Data> {
  model: string;
  data: Omit<Data, "id">;
}

interface Question {
  model: string;
  where?: Where[] | undefined;
}

/** The same question about what is stored. */
function asStored<Asked extends Question>(question: Asked): Asked {
  if (!isSession(question.model) || question.where === undefined) return question;
  return { ...question, where: question.where.map(hashCondition) };
}

function hashCondition(condition: Where): Where {
  const { field, value } = condition;
  if (field !== "token") return condition;
  if (typeof value === "string") return { ...condition, value: hashToken(value) };
  if (!Array.isArray(value)) return condition;
  return { ...condition, value: value.map((token) => hashToken(String(token))) };
}

function carryingToken<Row>(row: Row | null, { model, where }: Question): Row | null {
  const token = where?.find(({ field }) => field === "token")?.value;
  return row !== null && isSession(model) && typeof token === "string" ? { ...row, token } : row;
}

/** Reading a session, the library replaces every error but its own kind: as one, an outage keeps its cause. */
async function tellingOutages<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (cause) {
    if (!isDatabaseUnavailable(cause)) throw cause;
    throw Object.assign(new APIError("SERVICE_UNAVAILABLE"), { cause });
  }
}
