import { once } from "node:events";
import { type ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { countTokens } from "../answers/count-tokens.ts";
import { lastUserText, planAnswer } from "../answers/plan-answer.ts";
import { type CallLog, type CallRecord } from "../calls/call-log.ts";
import { parseScript, type Script } from "../script/parse-script.ts";
import { type Exchange, type Route, type Wire, WireInputError } from "../wires/wire.ts";
import { refuse, sendJson } from "./respond.ts";
import { countsOf, streamAnswer, type Streaming } from "./stream-answer.ts";

export interface ChatServer {
  wire: Wire;
  log: CallLog;
  gapMs: (index: number) => number;
  /** How often a prompt with `failTimes` has failed. */
  failuresByPrompt: Map<string, number>;
}

/** Answers one chat request as its script says, and records how it ended. Throws for bad input only. */
export async function serveChat(
  server: ChatServer,
  id: string,
  body: Buffer,
  route: Route,
  response: ServerResponse,
): Promise<void> {
  const { wire, log, gapMs } = server;
  const request = wire.parse(jsonOf(body), route);
  const script = parseScript(lastUserText(request.messages));
  const exchange: Exchange = {
    id,
    createdS: Math.floor(Date.now() / 1000),
    request,
    plan: planAnswer(request, script),
    reasoningField: script.reasoningField,
  };
  const record = recordOf(wire, exchange);
  log.add(record);
  const gone = new AbortController();
  response.once("close", () => {
    record.endedAt = new Date().toISOString();
    if (record.outcome === "open") record.outcome = "aborted";
    gone.abort();
  });
  const refusal = {
    status: script.fail ?? 500,
    code: script.code,
    retryAfterS: script.retryAfterS,
    message: "This failure was asked for.",
  };
  const { signal } = gone;
  try {
    await answer({ wire, exchange, script, record, response, signal, gapMs, refusal }, server);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function answer(streaming: Streaming, server: ChatServer): Promise<void> {
  const { wire, exchange, script, record, response, signal, refusal } = streaming;
  if (script.firstMs !== null) await setTimeout(script.firstMs, undefined, { signal });
  if (isFailing(exchange, script, server.failuresByPrompt)) {
    record.outcome = "failed";
    record.status = refusal.status;
    record.inputTokens = 0;
    record.cachedTokens = 0;
    return refuse(wire, response, refusal);
  }
  return exchange.request.stream ? streamAnswer(streaming) : answerWhole(streaming);
}

async function answerWhole({
  wire,
  exchange,
  script,
  record,
  response,
  signal,
}: Streaming): Promise<void> {
  if (script.stallAfter !== null) await once(signal, "abort");
  signal.throwIfAborted();
  record.outputTokens = countTokens(exchange.plan.chunks.join(""));
  record.reasoningTokens = exchange.plan.reasoningTokens;
  const whole = wire.whole(exchange, script.noUsage ? null : countsOf(record));
  if (script.cutAfter !== null) {
    record.outcome = "failed";
    // Longer than what follows, so that the client must notice.
    response.writeHead(200, { "content-type": "application/json", "content-length": 1_000_000 });
    response.write(JSON.stringify(whole).slice(0, 40), () => response.socket?.destroy());
    return;
  }
  record.usageSent = !script.noUsage;
  record.outcome = "completed";
  record.bytesSent = sendJson(response, 200, whole);
}

function isFailing({ request }: Exchange, script: Script, failures: Map<string, number>): boolean {
  if (script.fail === null || script.failAfter !== null) return false;
  if (script.failTimes === null) return true;
  const prompt = lastUserText(request.messages);
  const count = (failures.get(prompt) ?? 0) + 1;
  failures.set(prompt, count);
  return count <= script.failTimes;
}

function recordOf(wire: Wire, { id, request, plan }: Exchange): CallRecord {
  return {
    id,
    wire: wire.name,
    model: request.model,
    stream: request.stream,
    startedAt: new Date().toISOString(),
    endedAt: null,
    outcome: "open",
    status: 200,
    bytesSent: 0,
    inputTokens: plan.inputTokens,
    outputTokens: 0,
    cachedTokens: plan.cachedTokens,
    reasoningTokens: 0,
    usageSent: false,
    promptPreview: lastUserText(request.messages).slice(0, 120),
  };
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch {
    throw new WireInputError("the body is not JSON");
  }
}
