import { completeChat } from "../http/complete-chat.ts";
import { endpointOf } from "../http/endpoint-of.ts";
import { streamChat } from "../http/stream-chat.ts";
import { type Transport } from "../http/transport.ts";
import { type ChatProvider } from "../provider.ts";
import { fromResponse } from "./from-response.ts";
import { createStreamReader } from "./from-stream.ts";
import { toError } from "./to-error.ts";
import { toRequest } from "./to-request.ts";

export interface AnthropicConfig {
  /** Without `/v1`. */
  baseUrl: string;
  apiKey: string;
}

/** Anthropic's Messages API. */
export function createAnthropicProvider(
  config: AnthropicConfig,
  transport: Transport,
): ChatProvider {
  const call = {
    ...endpointOf(config.baseUrl, "/v1/messages"),
    headers: {
      "content-type": "application/json",
      "x-api-key": config.apiKey,
      "anthropic-version": "2026-10-21",
    },
    toError,
  };
  return {
    id: "anthropic",
    streamChat(request, signal) {
      const body = JSON.stringify(toRequest(request, true));
      return streamChat(transport, { ...call, body, reader: createStreamReader() }, signal);
    },
    completeChat(request, signal) {
      const body = JSON.stringify(toRequest(request, false));
      return completeChat(transport, { ...call, body, fromResponse }, signal);
    },
  };
}
