import { completeChat } from "../http/complete-chat.ts";
import { endpointOf } from "../http/endpoint-of.ts";
import { streamChat } from "../http/stream-chat.ts";
import { type Transport } from "../http/transport.ts";
import { fromResponse } from "../openai/from-response.ts";
import { createStreamReader } from "../openai/from-stream.ts";
import { type ChatProvider } from "../provider.ts";
import { toError } from "./to-error.ts";
import { toRequest } from "./to-request.ts";

export interface CompatibleConfig {
  /** The prefix of its models: `openrouter`, `ollama`, a name of the operator's choice. */
  id: string;
  /** Up to and including `/v1`, or `/api/v1` for OpenRouter. */
  baseUrl: string;
  /** Null for a server that asks for none. */
  apiKey: string | null;
}

/** Any server that speaks OpenAI's chat completions: OpenRouter, Ollama, vLLM and their like. */
export function createCompatibleProvider(
  config: CompatibleConfig,
  transport: Transport,
): ChatProvider {
  const call = {
    ...endpointOf(config.baseUrl, "/chat/completions"),
    headers: {
      "content-type": "application/json",
      ...(config.apiKey === null ? {} : { authorization: `Bearer ${config.apiKey}` }),
    },
    toError,
  };
  return {
    id: config.id,
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
