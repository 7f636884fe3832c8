import { AppError } from "@pulse/contracts/errors";
import { type FastifyInstance } from "fastify";
import { type Services } from "../context.ts";

/** Whether the process lives, and whether it should get requests: not while it drains or lacks the api. */
export function healthRoutes(
  app: FastifyInstance,
  { admission, api }: Pick<Services, "admission" | "api">,
): void {
  app.get("/v1/health", async () => ({ status: "ok" }));
  app.get("/v1/health/ready", async () => {
    if (admission.isClosed) throw new AppError("unavailable", { internal: "draining" });
    if (await api.isReachable()) return { status: "ready" };
    throw new AppError("unavailable", { internal: "the api cannot be reached" });
  });
}
