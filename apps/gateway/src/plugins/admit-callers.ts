import { AppError } from "@pulse/contracts/errors";
import { type Identity } from "@pulse/contracts/internal/identity";
import { type FastifyInstance, type FastifyRequest } from "fastify";
import { authenticate, type AuthenticationParts } from "../auth/authenticate.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who calls; null outside the scope that `admitCallers` guards. */
    identity: Identity | null;
  }
}

/** Lets members in, before any body is read; every member of a workspace may use its models. */
export function admitCallers(app: FastifyInstance, parts: AuthenticationParts): void {
  app.decorateRequest("identity", null);
  app.addHook("onRequest", async (request, reply) => {
    request.identity = await authenticate(parts, request, reply);
  });
}

/** The caller of a guarded route. */
export function callerOf(request: FastifyRequest): Identity {
  if (request.identity === null) throw new AppError("internal", { internal: "unguarded route" });
  return request.identity;
}
