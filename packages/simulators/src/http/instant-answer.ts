import { type ServerResponse } from "node:http";
import { countTokens } from "../answers/count-tokens.ts";
import { type AnswerPlan } from "../answers/plan-answer.ts";
import { type CallLog } from "../calls/call-log.ts";
import { type Counts, type Route, type Wire } from "../wires/wire.ts";

const mark = "[[sim: instant]]";
const text = "مرحبًا، هذا ردّ جاهز لقياس الأداء. A canned answer for benchmarks.";

/** Benchmarks ask for the canned answer; the body is not even parsed. */
export function isInstant(body: Buffer): boolean {
  return body.includes(mark);
}

/** Answers with bytes made once, because the simulator's own cost must not be what is measured. */
export function createInstantAnswer(wire: Wire, log: CallLog) {
  const { whole, stream, counts } = cannedBytes(wire);
  return (id: string, body: Buffer, route: Route, response: ServerResponse): void => {
    const isStream = (route.kind === "chat" && route.stream) || body.includes('"stream":true');
    const bytes = isStream ? stream : whole;
    response.writeHead(200, {
      "content-type": isStream ? "text/event-stream; charset=utf-8" : "application/json",
      "content-length": bytes.length,
    });
    response.end(bytes);
    const at = new Date().toISOString();
    log.add({
      ...counts,
      id,
      wire: wire.name,
      model: "instant",
      stream: isStream,
      startedAt: at,
      endedAt: at,
      outcome: "completed",
      status: 200,
      bytesSent: bytes.length,
      usageSent: true,
      promptPreview: mark,
    });
  };
}

function cannedBytes(wire: Wire): { whole: Buffer; stream: Buffer; counts: Counts } {
  const counts: Counts = {
    inputTokens: 32,
    cachedTokens: 0,
    outputTokens: countTokens(text),
    reasoningTokens: 0,
  };
  const plan: AnswerPlan = {
    ...counts,
    chunks: [text],
    reasoningChunks: [],
    finish: "stop",
    stopSequence: null,
  };
  const request = {
    model: "instant",
    stream: true,
    messages: [],
    outputTokensMax: null,
    stop: [],
    includeUsage: true,
  };
  const exchange = {
    id: wire.createId(0),
    createdS: Math.floor(Date.now() / 1000),
    request,
    plan,
    reasoningField: null,
  };
  const frames = wire.createFrames(exchange);
  return {
    counts,
    whole: Buffer.from(JSON.stringify(wire.whole(exchange, counts))),
    stream: Buffer.from(frames.open(counts) + frames.text(text, counts) + frames.close(counts)),
  };
}
