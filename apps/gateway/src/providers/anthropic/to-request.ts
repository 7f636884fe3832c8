import { type MessageCreateParams, type MessageParam } from "@anthropic-ai/sdk/resources/messages";
import { type ChatMessage, type ChatRequest } from "../provider.ts";
import { acceptsSampling } from "./accepts-sampling.ts";

/** Models before Claude Opus 4.7 take these; the SDK's types have dropped them. */
type Sampling = { temperature?: number; top_p?: number };

/**
 * The body of POST /v1/messages. System messages stand apart from the turns. Sampling settings that the model
 * would refuse are left out, so that one setting serves every model.
 */
export function toRequest(request: ChatRequest, stream: boolean): MessageCreateParams & Sampling {
  const system = request.messages
    .filter(({ role }) => role === "system")
    .map(({ content }) => content)
    .join("\n\n");
  const body: MessageCreateParams & Sampling = {
    model: request.model,
    messages: request.messages.filter(isTurn),
    max_tokens: request.outputTokensMax,
    stream,
  };
  if (system !== "") body.system = system;
  if (acceptsSampling(request.model)) Object.assign(body, samplingOf(request));
  if (request.stop !== undefined && request.stop.length > 0) body.stop_sequences = request.stop;
  if (request.userId !== undefined) body.metadata = { user_id: request.userId };
  return body;
}

/** Anthropic's scale ends at 1, and some models refuse both settings at once. */
function samplingOf({ temperature, topP }: ChatRequest): Sampling {
  if (temperature !== undefined) return { temperature: Math.min(1, temperature) };
  return topP === undefined ? {} : { top_p: topP };
}

function isTurn(message: ChatMessage): message is ChatMessage & MessageParam {
  return message.role !== "system";
}
