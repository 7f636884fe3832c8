import { getModel, listModels } from "@pulse/contracts/gateway/models";
import { serveEndpoint } from "@pulse/runtime/http/serve-endpoint";
import { type FastifyInstance } from "fastify";
import { type Services } from "../context.ts";

export function modelRoutes(app: FastifyInstance, { models }: Pick<Services, "models">): void {
  const list = "list" as const;
  serveEndpoint(app, listModels, async () => ({ object: list, data: models.list() }));
  serveEndpoint(app, getModel, async ({ params }) => models.get(params.id));
}
