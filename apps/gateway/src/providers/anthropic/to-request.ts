import { type MessageCreateParams, type MessageParam } from "@anthropic-ai/sdk/resources/messages";
import { type ChatMessage, type ChatRequest } from "../provider.ts";

/** Models before Claude Opus 4.7 take these; the SDK's types have dropped them. */
type Sampling = { temperature?: number; top_p?: number };

/** The body of POST /v1/messages. System messages stand apart from the turns. */
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
  // Anthropic's scale ends at 1, and its newer models refuse both of these at once.
  if (request.temperature !== undefined) body.temperature = Math.min(1, request.temperature);
  else if (request.topP !== undefined) body.top_p = request.topP;
  if (request.stop !== undefined && request.stop.length > 0) body.stop_sequences = request.stop;
  if (request.userId !== undefined) body.metadata = { user_id: request.userId };
  return body;
}

function isTurn(message: ChatMessage): message is ChatMessage & MessageParam {
  return message.role !== "system";
}
