import { AppError } from "@pulse/contracts/errors";
import {
  type BodyOf,
  type Endpoint,
  type ParamsOf,
  type QueryOf,
  type ResponseOf,
} from "@pulse/contracts/endpoint";
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { type z } from "zod";
import { assertStorableText } from "./json-bodies.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The contract that a route serves: hooks read who may call, OpenAPI reads the shapes. */
    endpoint?: Endpoint;
  }
}

export interface EndpointInput<E extends Endpoint> {
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
}

export type EndpointHandler<E extends Endpoint> = (
  input: EndpointInput<E>,
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<ResponseOf<E>>;

/**
 * Serves one operation of the contracts: parses params, query and body by its schemas (400 with the
 * fields' paths), runs the handler, and answers with what the response schema names, and nothing else.
 * Whoever may call is for hooks that read `request.routeOptions.config.endpoint`.
 */
export function serveEndpoint<E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handler: EndpointHandler<E>,
): void {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    config: { endpoint },
    handler: async (request, reply) => {
      const result = await handler(parseInput(endpoint, request), request, reply);
      return reply.status(endpoint.status).send(encode(endpoint, result));
    },
  });
}

/** Parses a request by an operation's schemas. Throws `invalid_request` with every field's path. */
export function parseInput<E extends Pick<Endpoint, "params" | "query" | "body">>(
  endpoint: E,
  request: FastifyRequest,
): EndpointInput<Endpoint & E> {
  const input = {
    params: parsePart(endpoint.params, request.params),
    query: parsePart(endpoint.query, request.query),
    body: parsePart(endpoint.body, request.body),
  };
  // The parts were parsed by the very schemas that the types are inferred from.
  return input as EndpointInput<Endpoint & E>;
}

function parsePart(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalidRequest(parsed.error);
  assertStorableText(parsed.data);
  return parsed.data;
}

/** A zod error as a refusal that names each field by its path. */
export function invalidRequest(error: z.ZodError): AppError {
  const fields = error.issues.flatMap((issue) => {
    const unknown = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
    return unknown.map((key) => ({
      path: [...issue.path, ...(key === undefined ? [] : [key])].join("."),
      message: key === undefined ? issue.message : "unknown field",
    }));
  });
  return new AppError("invalid_request", { details: { fields }, cause: error });
}

function encode(endpoint: Endpoint, result: unknown): unknown {
  const encoded = endpoint.response.safeParse(result);
  if (encoded.success) return encoded.data;
  throw new AppError("internal", {
    internal: `${endpoint.method} ${endpoint.path} answered what its contract does not allow`,
    cause: encoded.error,
  });
}
