import { type ChatRequest } from "../provider.ts";
import { toRequest as toOpenAiRequest } from "../openai/to-request.ts";

/**
 * OpenAI's body with the older names that every compatible server knows: `max_tokens` for the output cap and
 * `user` for the end user.
 */
export function toRequest(request: ChatRequest, stream: boolean): object {
  const { max_completion_tokens, safety_identifier, ...body } = toOpenAiRequest(request, stream);
  const compatible = { ...body, max_tokens: max_completion_tokens };
  return safety_identifier === undefined ? compatible : { ...compatible, user: safety_identifier };
}
