import * as contract from "@pulse/contracts/internal/runs";
import { serveEndpoint } from "@pulse/runtime/http/serve-endpoint";
import { checkpointRun } from "@pulse/studio/runs/checkpoint-run";
import { getStoredRun } from "@pulse/studio/runs/get-stored-run";
import { settleRun } from "@pulse/studio/runs/settle-run";
import { startRun } from "@pulse/studio/runs/start-run";
import { type FastifyInstance } from "fastify";
import { type Services } from "../../context.ts";

export function internalRunRoutes(app: FastifyInstance, { database, now }: Services): void {
  serveEndpoint(app, contract.startRun, ({ body }) => startRun(database, body, now()));
  serveEndpoint(app, contract.checkpointRun, ({ params, body }) =>
    checkpointRun(database, params.id, body, now()),
  );
  serveEndpoint(app, contract.settleRun, ({ params, body }) =>
    settleRun(database, params.id, body, now()),
  );
  serveEndpoint(app, contract.getStoredRun, ({ params, query }) =>
    getStoredRun(database, { ...query, runId: params.id }),
  );
}
