import { type SimMessage, type SimRequest } from "../answers/plan-answer.ts";
import { countOf, fieldsOf, listOf, roleOf, stopsOf, textOf } from "./read-fields.ts";
import {
  type Counts,
  type Exchange,
  type Frames,
  type Refusal,
  type Route,
  type Wire,
  WireInputError,
} from "./wire.ts";

const chatPath =
  /^\/v1(?:beta1?)?\/(?:projects\/[^/]+\/locations\/[^/]+\/publishers\/google\/)?models\/([^/:]+):(generateContent|streamGenerateContent)$/;
const modelsPath = /^\/v1(?:beta)?\/models(?:\/([^/:]+))?$/;

/**
 * `generateContent` of the Gemini API and of Vertex AI, which differ in path and key only.
 * Source: https://ai.google.dev/api/generate-content
 */
export const google: Wire = {
  name: "google",
  routeOf(path) {
    const chat = chatPath.exec(path);
    if (chat !== null) {
      const model = decodeURIComponent(chat[1] ?? "");
      return { kind: "chat", model, stream: chat[2] === "streamGenerateContent" };
    }
    const models = modelsPath.exec(path);
    if (models === null) return null;
    return models[1] === undefined ? { kind: "models" } : { kind: "models", model: models[1] };
  },
  isAuthorized: (headers) =>
    Boolean(headers["x-goog-api-key"]) || /^Bearer \S+$/.test(headers.authorization ?? ""),
  parse,
  createId: (sequence) => `sim${sequence.toString(36).padStart(10, "0")}`,
  createFrames,
  whole: (exchange, counts) => ({
    ...answerOf(exchange, partsOf(exchange), true),
    ...usageOf(counts, true),
  }),
  refusalBody: (refusal) => ({ error: errorOf(refusal) }),
  // Google says when to come back inside the body only.
  refusalHeaders: () => ({}),
  refusalFrame: (refusal) => frame({ error: errorOf(refusal) }),
  models(model) {
    const entry = (id: string) => ({
      name: `models/${id}`,
      displayName: id,
      inputTokenLimit: 1_048_576,
      outputTokenLimit: 65_536,
      supportedGenerationMethods: ["generateContent"],
    });
    if (model !== undefined) return entry(model);
    return { models: ["gemini-4-argon", "gemini-3.8-flash", "gemini-2.5-flash"].map(entry) };
  },
};

function parse(body: unknown, route: Route): SimRequest {
  if (route.kind !== "chat" || route.model === undefined)
    throw new WireInputError("the path names no model");
  const fields = fieldsOf(body, "body");
  const config = fieldsOf(fields["generationConfig"] ?? {}, "generationConfig");
  const system = fields["systemInstruction"];
  const turns: SimMessage[] = listOf(fields["contents"], "contents").map((content) => {
    const { role, parts } = fieldsOf(content, "contents");
    return { role: roleOf(role ?? "user"), text: textOf(parts, "parts") };
  });
  if (turns.length === 0) throw new WireInputError("contents is not specified");
  return {
    model: route.model,
    stream: route.stream === true,
    messages:
      system === undefined
        ? turns
        : [
            { role: "system", text: textOf(fieldsOf(system, "system")["parts"], "parts") },
            ...turns,
          ],
    outputTokensMax: countOf(config["maxOutputTokens"], "maxOutputTokens"),
    stop: stopsOf(config["stopSequences"]),
    includeUsage: true,
  };
}

interface Part {
  text: string;
  thought?: true;
}

function partsOf({ plan }: Exchange): Part[] {
  const thought = plan.reasoningChunks.join("");
  const text = plan.chunks.join("");
  return [
    ...(thought === "" ? [] : [{ text: thought, thought: true as const }]),
    ...(text === "" ? [] : [{ text }]),
  ];
}

function createFrames(exchange: Exchange): Frames {
  return {
    open: () => "",
    reasoning: (text) => frame(answerOf(exchange, [{ text, thought: true }], false)),
    text: (text, counts) =>
      frame({ ...answerOf(exchange, [{ text }], false), ...usageOf(counts, true) }),
    close: (counts) =>
      frame({
        ...answerOf(exchange, [{ text: "" }], true),
        ...usageOf(counts, exchange.plan.finish !== "refusal"),
      }),
  };
}

/** A blocked prompt is answered without a candidate. */
function answerOf({ id, request, plan }: Exchange, parts: Part[], isLast: boolean) {
  const common = { modelVersion: request.model, responseId: id };
  if (plan.finish === "refusal")
    return { promptFeedback: { blockReason: "PROHIBITED_CONTENT" }, ...common };
  const finishReason = plan.finish === "length" ? "MAX_TOKENS" : "STOP";
  const content = { parts, role: "model" };
  const candidate = { content, ...(isLast ? { finishReason } : {}), index: 0 };
  return { candidates: [candidate], ...common };
}

function usageOf(counts: Counts | null, hasCandidate: boolean) {
  if (counts === null) return {};
  const { inputTokens, cachedTokens, outputTokens, reasoningTokens } = counts;
  return {
    usageMetadata: {
      promptTokenCount: inputTokens,
      ...(hasCandidate ? { candidatesTokenCount: outputTokens } : {}),
      totalTokenCount: inputTokens + outputTokens + reasoningTokens,
      ...(cachedTokens === 0 ? {} : { cachedContentTokenCount: cachedTokens }),
      promptTokensDetails: [{ modality: "TEXT", tokenCount: inputTokens }],
      ...(reasoningTokens === 0 ? {} : { thoughtsTokenCount: reasoningTokens }),
    },
  };
}

const statuses: Record<number, string> = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  429: "RESOURCE_EXHAUSTED",
  500: "INTERNAL",
  503: "UNAVAILABLE",
  504: "DEADLINE_EXCEEDED",
};

function errorOf({ status, code, message, retryAfterS }: Refusal) {
  const details =
    retryAfterS === null
      ? []
      : [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: `${retryAfterS}s` }];
  return { code: status, message, status: code ?? statuses[status] ?? "UNKNOWN", details };
}

/** Google ends its lines with CR LF. */
function frame(value: unknown): string {
  return `data: ${JSON.stringify(value)}\r\n\r\n`;
}
