import { completeChat } from "../http/complete-chat.ts";
import { streamChat } from "../http/stream-chat.ts";
import { type Transport } from "../http/transport.ts";
import { ProviderError } from "../provider-error.ts";
import { type ChatProvider, type ChatRequest } from "../provider.ts";
import { fromResponse } from "./from-response.ts";
import { createStreamReader } from "./from-stream.ts";
import { type GoogleConfig, googleEndpoint } from "./google-endpoint.ts";
import { toError } from "./to-error.ts";
import { toRequest } from "./to-request.ts";

/**
 * Google's models, through the Gemini API or Vertex AI. Pulse speaks the wire itself: the SDK's `fetch` costs
 * several times more per call, and the SDK checks this folder in tests.
 */
export function createGoogleProvider(config: GoogleConfig, transport: Transport): ChatProvider {
  const endpoint = googleEndpoint(config);
  const callOf = async (request: ChatRequest, operation: string) => ({
    origin: endpoint.origin,
    path: `${endpoint.modelsPath}${encodeURIComponent(request.model)}:${operation}`,
    headers: await endpoint.headers().catch(rethrowAsUnauthorized),
    body: JSON.stringify(toRequest(request)),
    toError,
  });
  return {
    id: "google",
    async *streamChat(request, signal) {
      const call = await callOf(request, "streamGenerateContent?alt=sse");
      yield* streamChat(transport, { ...call, reader: createStreamReader() }, signal);
    },
    async completeChat(request, signal) {
      const call = await callOf(request, "generateContent");
      return completeChat(transport, { ...call, fromResponse }, signal);
    },
  };
}

function rethrowAsUnauthorized(error: unknown): never {
  throw new ProviderError({
    code: "provider_error",
    internal: "no access token could be had from Google",
    isRetryable: false,
    needsOperator: true,
    cause: error,
  });
}
