import * as contract from "@pulse/contracts/internal/identity";
import { resolveIdentity } from "@pulse/platform/sessions/resolve-identity";
import { listRevocations } from "@pulse/platform/sessions/list-revocations";
import { serveEndpoint } from "@pulse/runtime/http/serve-endpoint";
import { type FastifyInstance } from "fastify";
import { type Services } from "../../context.ts";

export function identityRoutes(app: FastifyInstance, services: Services): void {
  const { auth, database, signingKey, now } = services;
  serveEndpoint(app, contract.resolveIdentity, ({ body }) =>
    resolveIdentity({ auth, database, signingKey, now: now() }, body),
  );
  serveEndpoint(app, contract.listRevocations, ({ query }) =>
    listRevocations(database, query.after),
  );
}
