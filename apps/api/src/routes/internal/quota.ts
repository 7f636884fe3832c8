import * as contract from "@pulse/contracts/internal/quota";
import { applyBatch } from "@pulse/platform/quota/apply-batch";
import { serveEndpoint } from "@pulse/runtime/http/serve-endpoint";
import { type FastifyInstance } from "fastify";
import { type Services } from "../../context.ts";

export function internalQuotaRoutes(app: FastifyInstance, services: Services): void {
  const { database, logger, now } = services;
  serveEndpoint(app, contract.applyQuotaBatch, async ({ body }) => {
    const settled = await applyBatch(database, body.operations, now());
    const results = settled.map((result, index) => {
      if (result.status === "fulfilled") return result.value;
      const { type, holdId } = body.operations[index] ?? {};
      logger.error({ error: result.reason, type, holdId }, "quota operation failed");
      return { outcome: "failed" as const };
    });
    return { results };
  });
}
