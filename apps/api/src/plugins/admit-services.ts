import { createHash, timingSafeEqual } from "node:crypto";
import { AppError } from "@pulse/contracts/errors";
import { type FastifyInstance } from "fastify";

/** Lets in whoever carries the service token; it is compared in constant time. */
export function admitServices(app: FastifyInstance, serviceToken: string): void {
  const wanted = digest(`Bearer ${serviceToken}`);
  app.addHook("onRequest", async (request) => {
    const given = digest(request.headers.authorization ?? "");
    if (!timingSafeEqual(given, wanted)) throw new AppError("unauthenticated");
  });
}

// Digests have one length, which is what the comparison asks for.
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
