import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { errorBodySchema } from "@pulse/contracts/errors";
import { type Endpoint } from "@pulse/contracts/endpoint";
import { type FastifyInstance } from "fastify";
import { z } from "zod";

export interface OpenApiOptions {
  title: string;
  description: string;
  /** Prefix under which the public origin reaches this service, such as `/api`. */
  publicPrefix: string;
}

/**
 * Describes every operation served after this call, from the contracts themselves, at
 * `/v1/openapi.json`, with a readable page at `/docs`. Register it before the routes.
 */
export async function describeApi(app: FastifyInstance, options: OpenApiOptions): Promise<void> {
  const { title, description, publicPrefix } = options;
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title, description, version: "1" },
      servers: [{ url: publicPrefix }],
      components: {
        securitySchemes: {
          session: { type: "apiKey", in: "cookie", name: "pulse_session" },
          apiKey: { type: "http", scheme: "bearer" },
        },
      },
    },
    transform: ({ url, route }) => {
      const endpoint = route.config?.endpoint;
      return { url, schema: endpoint ? describeEndpoint(endpoint) : { hide: true } };
    },
  });
  await app.register(swaggerUi, {
    routePrefix: "/docs",
    indexPrefix: publicPrefix,
    staticCSP:
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  });
  app.get("/v1/openapi.json", async () => app.swagger());
}

function describeEndpoint(endpoint: Endpoint): Record<string, unknown> {
  const refusals = endpoint.access === "public" ? [400, 429] : [400, 401, 403, 404, 429];
  return {
    summary: endpoint.summary,
    tags: [endpoint.path.split("/")[2] ?? "other"],
    security: endpoint.access === "public" ? [] : [{ session: [] }, { apiKey: [] }],
    ...(endpoint.params && { params: jsonSchemaOf(endpoint.params, "input") }),
    ...(endpoint.query && { querystring: jsonSchemaOf(endpoint.query, "input") }),
    ...(endpoint.body && { body: jsonSchemaOf(endpoint.body, "input") }),
    ...(endpoint.idempotent && {
      headers: {
        type: "object",
        properties: { "idempotency-key": { type: "string", maxLength: 255 } },
      },
    }),
    response: {
      [endpoint.status]: { description: "Success", ...jsonSchemaOf(endpoint.response, "output") },
      ...Object.fromEntries(refusals.map((status) => [status, refusal(status)])),
    },
  };
}

function refusal(status: number): Record<string, unknown> {
  return { description: `Refused with ${status}`, ...jsonSchemaOf(errorBodySchema, "output") };
}

function jsonSchemaOf(schema: z.ZodType, io: "input" | "output"): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}
