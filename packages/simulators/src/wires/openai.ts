import { type SimRequest } from "../answers/plan-answer.ts";
import { countOf, fieldsOf, listOf, roleOf, stopsOf, stringOf, textOf } from "./read-fields.ts";
import { type Counts, type Exchange, type Frames, type Refusal, type Wire } from "./wire.ts";

/**
 * OpenAI's chat completions, also the wire of every compatible server.
 * Source: https://developers.openai.com/api/reference/resources/chat
 */
export const openai: Wire = {
  name: "openai",
  routeOf(path) {
    if (path === "/v1/chat/completions") return { kind: "chat" };
    const model = /^\/v1\/models(?:\/([^/]+))?$/.exec(path);
    if (model === null) return null;
    return model[1] === undefined
      ? { kind: "models" }
      : { kind: "models", model: decodeURIComponent(model[1]) };
  },
  isAuthorized: (headers) => /^Bearer \S+$/.test(headers.authorization ?? ""),
  parse,
  createId: (sequence) => `chatcmpl-sim${sequence.toString(36).padStart(8, "0")}`,
  createFrames,
  whole,
  refusalBody: (refusal) => ({ error: errorOf(refusal) }),
  refusalHeaders: ({ retryAfterS }) =>
    retryAfterS === null ? {} : { "retry-after": String(retryAfterS) },
  refusalFrame: (refusal) => frame({ error: errorOf(refusal) }),
  models(model) {
    const entry = (id: string) => ({
      id,
      object: "model",
      created: 1_767_225_600,
      owned_by: "simulator",
    });
    if (model !== undefined) return entry(model);
    return { object: "list", data: ["gpt-6.1-sol", "gpt-6-luna", "gpt-4.1-mini"].map(entry) };
  },
};

function parse(body: unknown): SimRequest {
  const fields = fieldsOf(body, "body");
  const options = fields["stream_options"];
  return {
    model: stringOf(fields["model"], "model"),
    stream: fields["stream"] === true,
    messages: listOf(fields["messages"], "messages").map((message) => {
      const { role, content } = fieldsOf(message, "messages");
      return { role: roleOf(role), text: textOf(content, "content") };
    }),
    outputTokensMax:
      countOf(fields["max_completion_tokens"], "max_completion_tokens") ??
      countOf(fields["max_tokens"], "max_tokens"),
    stop: stopsOf(fields["stop"]),
    includeUsage:
      options !== undefined && fieldsOf(options, "stream_options")["include_usage"] === true,
  };
}

const finishReasons = {
  stop: "stop",
  stopSequence: "stop",
  length: "length",
  refusal: "content_filter",
} as const;
const refusalText = "I'm sorry, but I can't help with that.";

function createFrames(exchange: Exchange): Frames {
  const { id, createdS, request, plan, reasoningField } = exchange;
  const isCounting = request.includeUsage;
  const chunk = (delta: object, finishReason: string | null) =>
    frame({
      id,
      object: "chat.completion.chunk",
      created: createdS,
      model: request.model,
      service_tier: "default",
      system_fingerprint: "fp_simulator",
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
      ...(isCounting ? { usage: null } : {}),
    });
  return {
    open: () => chunk({ role: "assistant", content: "", refusal: null }, null),
    // OpenAI itself keeps its reasoning; compatible servers have a field for it.
    reasoning: (text) => (reasoningField === null ? "" : chunk({ [reasoningField]: text }, null)),
    text: (content) => chunk({ content }, null),
    close(counts) {
      const refusal = plan.finish === "refusal" ? chunk({ refusal: refusalText }, null) : "";
      const usage =
        isCounting && counts !== null
          ? frame({
              id,
              object: "chat.completion.chunk",
              created: createdS,
              model: request.model,
              choices: [],
              usage: usageOf(counts),
            })
          : "";
      return `${refusal}${chunk({}, finishReasons[plan.finish])}${usage}data: [DONE]\n\n`;
    },
  };
}

function whole(exchange: Exchange, counts: Counts | null): unknown {
  const { id, createdS, request, plan, reasoningField } = exchange;
  const isRefused = plan.finish === "refusal";
  return {
    id,
    object: "chat.completion",
    created: createdS,
    model: request.model,
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: isRefused ? null : plan.chunks.join(""),
          refusal: isRefused ? refusalText : null,
          annotations: [],
          ...(reasoningField === null ? {} : { [reasoningField]: plan.reasoningChunks.join("") }),
        },
        logprobs: null,
        finish_reason: finishReasons[plan.finish],
      },
    ],
    ...(counts === null ? {} : { usage: usageOf(counts) }),
    service_tier: "default",
    system_fingerprint: "fp_simulator",
  };
}

function usageOf(counts: Counts) {
  const completionTokens = counts.outputTokens + counts.reasoningTokens;
  return {
    prompt_tokens: counts.inputTokens,
    completion_tokens: completionTokens,
    total_tokens: counts.inputTokens + completionTokens,
    prompt_tokens_details: { cached_tokens: counts.cachedTokens, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: counts.reasoningTokens,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

const usualErrors: Record<number, { type: string; code: string | null }> = {
  400: { type: "invalid_request_error", code: null },
  401: { type: "invalid_request_error", code: "invalid_api_key" },
  403: { type: "invalid_request_error", code: "unsupported_country_region_territory" },
  404: { type: "invalid_request_error", code: "model_not_found" },
  429: { type: "requests", code: "rate_limit_exceeded" },
};

function errorOf({ status, code, message }: Refusal) {
  const usual = usualErrors[status] ?? { type: "server_error", code: null };
  const type = code === "insufficient_quota" ? code : usual.type;
  return { message, type, param: null, code: code ?? usual.code };
}

function frame(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}
