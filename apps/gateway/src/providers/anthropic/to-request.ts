import { type MessageCreateParams, type MessageParam } from "@anthropic-ai/sdk/resources/messages";
import { type ChatMessage, type ChatRequest } from "../provider.ts";

/**
 * The body of POST /v1/messages. System messages stand apart from the turns. Temperature and top-p are left out:
 * this version of the API has removed them and refuses a request that sends them.
 * Source: https://platform.claude.com/docs/en/api/versioning
 */
export function toRequest(request: ChatRequest, stream: boolean): MessageCreateParams {
  const system = request.messages
    .filter(({ role }) => role === "system")
    .map(({ content }) => content)
    .join("\n\n");
  const body: MessageCreateParams = {
    model: request.model,
    messages: request.messages.filter(isTurn),
    max_tokens: request.outputTokensMax,
    stream,
  };
  if (system !== "") body.system = system;
  if (request.stop !== undefined && request.stop.length > 0) body.stop_sequences = request.stop;
  if (request.userId !== undefined) body.metadata = { user_id: request.userId };
  return body;
}

function isTurn(message: ChatMessage): message is ChatMessage & MessageParam {
  return message.role !== "system";
}
