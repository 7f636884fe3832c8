import { type SimRequest } from "../answers/plan-answer.ts";
import { countOf, fieldsOf, listOf, roleOf, stopsOf, stringOf, textOf } from "./read-fields.ts";
import {
  type Counts,
  type Exchange,
  type Frames,
  type Refusal,
  type Wire,
  WireInputError,
} from "./wire.ts";

/**
 * Anthropic's Messages API.
 * Sources: https://platform.claude.com/docs/en/api/messages and .../build-with-claude/streaming
 */
export const anthropic: Wire = {
  name: "anthropic",
  routeOf(path) {
    if (path === "/v1/messages") return { kind: "chat" };
    const model = /^\/v1\/models(?:\/([^/]+))?$/.exec(path);
    if (model === null) return null;
    return model[1] === undefined ? { kind: "models" } : { kind: "models", model: model[1] };
  },
  isAuthorized: (headers) =>
    Boolean(headers["anthropic-version"]) &&
    (Boolean(headers["x-api-key"]) || /^Bearer \S+$/.test(headers.authorization ?? "")),
  parse,
  createId: (sequence) => `msg_sim${sequence.toString(36).padStart(8, "0")}`,
  createFrames,
  whole,
  refusalBody: (refusal) => ({
    type: "error",
    error: errorOf(refusal),
    request_id: "req_simulator",
  }),
  refusalHeaders: ({ retryAfterS }) => ({
    "request-id": "req_simulator",
    ...(retryAfterS === null ? {} : { "retry-after": String(retryAfterS) }),
  }),
  refusalFrame: (refusal) => frame({ type: "error", error: errorOf(refusal) }),
  models(model) {
    const entry = (id: string) => ({
      type: "model",
      id,
      display_name: id,
      created_at: "2026-01-01T00:00:00Z",
    });
    if (model !== undefined) return entry(model);
    const data = ["claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5"].map(entry);
    return { data, has_more: false, first_id: data[0]?.id, last_id: data.at(-1)?.id };
  },
};

function parse(body: unknown): SimRequest {
  const fields = fieldsOf(body, "body");
  const outputTokensMax = countOf(fields["max_tokens"], "max_tokens");
  if (outputTokensMax === null) throw new WireInputError("max_tokens: Field required");
  for (const removed of ["temperature", "top_p", "top_k"])
    if (removed in fields) throw new WireInputError(`${removed}: Extra inputs are not permitted`);
  const turns = listOf(fields["messages"], "messages").map((message) => {
    const { role, content } = fieldsOf(message, "messages");
    return { role: roleOf(role), text: textOf(content, "content") };
  });
  if (turns.length === 0) throw new WireInputError("messages: at least one message is required");
  const system = fields["system"];
  return {
    model: stringOf(fields["model"], "model"),
    stream: fields["stream"] === true,
    messages:
      system === undefined ? turns : [{ role: "system", text: textOf(system, "system") }, ...turns],
    outputTokensMax,
    stop: stopsOf(fields["stop_sequences"]),
    includeUsage: true,
  };
}

const stopReasons = {
  stop: "end_turn",
  stopSequence: "stop_sequence",
  length: "max_tokens",
  refusal: "refusal",
} as const;

function createFrames(exchange: Exchange): Frames {
  const { plan } = exchange;
  let index = -1;
  let openBlock: "thinking" | "text" | null = null;
  const closeBlock = () => {
    if (openBlock === null) return "";
    const signature =
      openBlock === "thinking"
        ? frame({
            type: "content_block_delta",
            index,
            delta: { type: "signature_delta", signature: "c2ltdWxhdG9y" },
          })
        : "";
    openBlock = null;
    return signature + frame({ type: "content_block_stop", index });
  };
  const enter = (block: "thinking" | "text") => {
    if (openBlock === block) return "";
    const closed = closeBlock();
    openBlock = block;
    index += 1;
    const empty =
      block === "thinking"
        ? { type: "thinking", thinking: "", signature: "" }
        : { type: "text", text: "" };
    const opened = frame({ type: "content_block_start", index, content_block: empty });
    return closed + opened + (index === 0 ? frame({ type: "ping" }) : "");
  };
  const delta = (value: object) => frame({ type: "content_block_delta", index, delta: value });
  return {
    open(counts) {
      const usage = counts === null ? undefined : { ...usageOf(counts), output_tokens: 1 };
      const message = { ...messageOf(exchange), content: [], stop_reason: null, usage };
      return frame({ type: "message_start", message });
    },
    reasoning: (thinking) => enter("thinking") + delta({ type: "thinking_delta", thinking }),
    text: (text) => enter("text") + delta({ type: "text_delta", text }),
    close(counts) {
      return (
        closeBlock() +
        frame({
          type: "message_delta",
          delta: endOf(exchange),
          usage: counts === null ? undefined : usageOf(counts),
        }) +
        frame({ type: "message_stop" })
      );
    },
  };

  function endOf({ plan: { finish, stopSequence } }: Exchange) {
    return {
      stop_reason: stopReasons[finish],
      stop_sequence: stopSequence,
      stop_details: plan.finish === "refusal" ? refusalDetails : null,
    };
  }
}

const refusalDetails = {
  type: "refusal",
  category: "general_harms",
  explanation: "This refusal was asked for.",
};

function messageOf({ id, request }: Exchange) {
  return {
    id,
    type: "message",
    role: "assistant",
    model: request.model,
    stop_sequence: null,
    stop_details: null,
    container: null,
  };
}

function whole(exchange: Exchange, counts: Counts | null): unknown {
  const { plan } = exchange;
  const thinking = plan.reasoningChunks.join("");
  const text = plan.chunks.join("");
  return {
    ...messageOf(exchange),
    content: [
      ...(thinking === "" ? [] : [{ type: "thinking", thinking, signature: "c2ltdWxhdG9y" }]),
      ...(text === "" ? [] : [{ type: "text", text, citations: null }]),
    ],
    stop_reason: stopReasons[plan.finish],
    stop_sequence: plan.stopSequence,
    stop_details: plan.finish === "refusal" ? refusalDetails : null,
    ...(counts === null ? {} : { usage: usageOf(counts) }),
  };
}

function usageOf(counts: Counts) {
  return {
    input_tokens: counts.inputTokens - counts.cachedTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: counts.cachedTokens,
    cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
    output_tokens: counts.outputTokens + counts.reasoningTokens,
    output_tokens_details: { thinking_tokens: counts.reasoningTokens },
    server_tool_use: null,
    service_tier: "standard",
  };
}

const usualTypes: Record<number, string> = {
  400: "invalid_request_error",
  401: "authentication_error",
  402: "billing_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  429: "rate_limit_error",
  504: "timeout_error",
  529: "overloaded_error",
};

function errorOf({ status, code, message }: Refusal) {
  const type = usualTypes[status] ?? "api_error";
  return code === null ? { type, message } : { type, message, details: { error_code: code } };
}

function frame(event: { type: string; [field: string]: unknown }): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
