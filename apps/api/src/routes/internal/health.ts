import { type FastifyInstance } from "fastify";
import { type Services } from "../../context.ts";
import { assertReady } from "../health.ts";

/** Whether the api can do what the gateway asks of it. */
export function internalHealthRoutes(app: FastifyInstance, { database }: Services): void {
  app.get("/internal/health", async () => {
    await assertReady(app, database);
    return { status: "ready" };
  });
}
