import { type FastifyInstance } from "fastify";
import { type Services } from "../context.ts";

/** Whether the process lives, and whether it should get requests: not while it drains or lacks the api. */
export function healthRoutes(
  app: FastifyInstance,
  { admission, api }: Pick<Services, "admission" | "api">,
): void {
  app.get("/v1/health", async () => ({ status: "ok" }));
  app.get("/v1/health/ready", async (_request, reply) => {
    // A plain answer: probes ask often, and a refusal would be logged every time.
    if (admission.isClosed) return reply.status(503).send({ status: "draining" });
    if (await api.isReachable()) return { status: "ready" };
    return reply.status(503).send({ status: "waiting for the api" });
  });
}
