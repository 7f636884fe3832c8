import { type ChatCompletionRequest } from "@pulse/contracts/gateway/completions";
import { type ChatMessage, type ChatRequest } from "../providers/provider.ts";

/** OpenAI's request in the form that every provider folder takes. `user` ids are the caller's, opaque to us. */
export function chatRequestOf(
  body: ChatCompletionRequest,
  call: { messages: ChatMessage[]; nativeId: string; outputTokensMax: number },
): ChatRequest {
  const { temperature, top_p: topP, stop, user } = body;
  return {
    model: call.nativeId,
    messages: call.messages,
    outputTokensMax: call.outputTokensMax,
    ...(temperature !== null && temperature !== undefined && { temperature }),
    ...(topP !== null && topP !== undefined && { topP }),
    ...(stop !== null && stop !== undefined && { stop: [stop].flat() }),
    ...(user !== undefined && { userId: user }),
  };
}

/** Messages as plain text; `developer` is what OpenAI now calls `system`. */
export function messagesOf(body: ChatCompletionRequest): ChatMessage[] {
  return body.messages.map(({ role, content }) => ({
    role: role === "developer" ? "system" : role,
    content: typeof content === "string" ? content : content.map((part) => part.text).join(""),
  }));
}

/** The caller's own cap on the answer, in tokens; null when it named none. */
export function outputTokensWanted(body: ChatCompletionRequest): number | null {
  return body.max_completion_tokens ?? body.max_tokens ?? null;
}
