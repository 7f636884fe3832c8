import { toRequest as toOpenAiRequest } from "../openai/to-request.ts";
import { type ChatRequest } from "../provider.ts";

/**
 * OpenAI's body with the older names that every compatible server knows: `max_tokens` for the output cap and
 * `user` for the end user. Sampling settings always go along: these servers drop what their model does not take.
 */
export function toRequest(request: ChatRequest, stream: boolean): object {
  const { max_completion_tokens, safety_identifier, ...body } = toOpenAiRequest(request, stream);
  return {
    ...body,
    max_tokens: max_completion_tokens,
    ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
    ...(request.topP === undefined ? {} : { top_p: request.topP }),
    ...(safety_identifier === undefined ? {} : { user: safety_identifier }),
  };
}
