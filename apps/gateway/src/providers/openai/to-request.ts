import {
  type ChatCompletionCreateParamsNonStreaming,
  type ChatCompletionCreateParamsStreaming,
} from "openai/resources/chat/completions";
import { type ChatRequest } from "../provider.ts";
import { acceptsSampling } from "./accepts-sampling.ts";

/**
 * The body of POST /chat/completions; a stream always asks for its usage. Sampling settings that the model would
 * refuse are left out, so that one setting serves every model.
 */
export function toRequest(
  request: ChatRequest,
  stream: boolean,
): ChatCompletionCreateParamsNonStreaming | ChatCompletionCreateParamsStreaming {
  const body: ChatCompletionCreateParamsNonStreaming = {
    model: request.model,
    messages: request.messages,
    // Older `max_tokens` is refused by the reasoning models.
    max_completion_tokens: request.outputTokensMax,
  };
  if (acceptsSampling(request.model)) {
    if (request.temperature !== undefined) body.temperature = request.temperature;
    if (request.topP !== undefined) body.top_p = request.topP;
  }
  if (request.stop !== undefined && request.stop.length > 0) body.stop = request.stop;
  if (request.userId !== undefined) body.safety_identifier = request.userId;
  return stream ? { ...body, stream: true, stream_options: { include_usage: true } } : body;
}
