import { type Endpoint, type ResponseOf } from "@pulse/contracts/endpoint";
import { type Context, type Visit } from "@pulse/platform/context";
import {
  readIdempotencyKey,
  runOnce,
  type IdempotencyStore,
} from "@pulse/runtime/http/idempotency";
import { parseInput, serveEndpoint, type EndpointInput } from "@pulse/runtime/http/serve-endpoint";
import { openEventStream, type EventStream } from "@pulse/runtime/http/serve-events";
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";

declare module "fastify" {
  interface FastifyInstance {
    /** Answers already given to idempotency keys. */
    idempotency: IdempotencyStore;
  }
}

/** A request after the sign-in check: `context` is there unless the operation is public. */
export type ApiRequest = FastifyRequest & { visit: Visit; context: Context };

type Handler<E extends Endpoint> = (
  input: EndpointInput<E>,
  request: ApiRequest,
  reply: FastifyReply,
) => Promise<ResponseOf<E>>;

/**
 * Serves one operation to whoever its contract lets in:
 * `serve(app, contract.getThing, ({ params }, { context }) => getThing(context, params.id))`.
 * Operations marked idempotent honour `Idempotency-Key`.
 */
export function serve<E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handler: Handler<E>,
): void {
  serveEndpoint(app, endpoint, (input, plainRequest, reply) => {
    const request = toApiRequest(plainRequest);
    const key = endpoint.idempotent ? readIdempotencyKey(request.headers["idempotency-key"]) : null;
    if (key === null) return handler(input, request, reply);
    const { workspaceId, userId } = request.context.identity;
    const operation = `${endpoint.method} ${endpoint.path}`;
    const call = { scope: { workspaceId, userId, operation, key }, request: input };
    return runOnce(app.idempotency, call, () => handler(input, request, reply));
  });
}

/** Serves server-sent events; the handler sends until the stream's signal aborts, and its end ends the stream. */
export function serveEvents<E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handler: (input: EndpointInput<E>, request: ApiRequest, stream: EventStream) => Promise<void>,
): void {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    config: { endpoint },
    exposeHeadRoute: false,
    handler: async (plainRequest, reply) => {
      const request = toApiRequest(plainRequest);
      // The route was registered with this very contract.
      const input = parseInput(endpoint, request) as EndpointInput<E>;
      const stream = openEventStream(request, reply);
      try {
        await handler(input, request, stream);
      } catch (error) {
        request.log.error({ error, requestId: request.id }, "event stream failed");
      } finally {
        stream.end();
      }
    },
  });
}

// The sign-in hook of every route served here has set both, `context` for all but public operations.
function toApiRequest(request: FastifyRequest): ApiRequest {
  return request as ApiRequest;
}
