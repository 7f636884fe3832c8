import { type Script, withoutScript } from "../script/parse-script.ts";
import { chooseAnswer } from "./choose-answer.ts";
import { countTokens, cutToTokens } from "./count-tokens.ts";
import { repeatWords, splitEvenly, splitWords } from "./split-text.ts";

export interface SimMessage {
  role: "system" | "user" | "assistant";
  text: string;
}

/** What a request asks for, whatever its wire. */
export interface SimRequest {
  model: string;
  stream: boolean;
  messages: SimMessage[];
  outputTokensMax: number | null;
  stop: string[];
  /** OpenAI counts a stream only when asked; the others always do. */
  includeUsage: boolean;
}

export type SimFinish = "stop" | "length" | "stopSequence" | "refusal";

/** Everything that will be said and counted, decided before the first byte. */
export interface AnswerPlan {
  chunks: string[];
  reasoningChunks: string[];
  finish: SimFinish;
  stopSequence: string | null;
  inputTokens: number;
  cachedTokens: number;
  reasoningTokens: number;
}

/** Chat markup around each message and before the answer, as OpenAI documents it for its chat models. */
const messageOverheadTokens = 4;
const answerOverheadTokens = 3;

/** Decides the answer to a request: the same request and script always get the same answer. */
export function planAnswer(request: SimRequest, script: Script): AnswerPlan {
  const inputTokens = countInput(request.messages);
  const counts = {
    inputTokens,
    cachedTokens: Math.min(script.cached, inputTokens),
    reasoningTokens: script.reasoning,
  };
  if (script.refuse)
    return { ...counts, chunks: [], reasoningChunks: [], finish: "refusal", stopSequence: null };
  const whole = chunksOf(request, script);
  const { text, stopSequence } = cutAtStop(whole.join(""), request.stop);
  const textTokensMax =
    request.outputTokensMax === null
      ? Infinity
      : Math.max(0, request.outputTokensMax - script.reasoning);
  const isTooLong = countTokens(text) > textTokensMax;
  const said = isTooLong ? cutToTokens(text, textTokensMax) : text;
  return {
    ...counts,
    chunks: said === whole.join("") ? whole : splitWords(said),
    reasoningChunks: script.reasoning === 0 ? [] : repeatWords(thought, script.reasoning),
    finish: isTooLong ? "length" : stopSequence === null ? "stop" : "stopSequence",
    stopSequence: isTooLong ? null : stopSequence,
  };
}

const thought =
  "First I look at what is asked, then at what is known, and weigh the ways to say it.";

function chunksOf(request: SimRequest, script: Script): string[] {
  const { text, chunks } = script;
  if (text !== null) return chunks === null ? splitWords(text) : splitEvenly(text, chunks);
  const prompt = withoutScript(lastUserText(request.messages));
  const answer = chooseAnswer(prompt, request.outputTokensMax);
  return chunks === null ? splitWords(answer) : repeatWords(answer, chunks);
}

/** The last thing that the user said; scripts are read from there. */
export function lastUserText(messages: SimMessage[]): string {
  return messages.findLast((message) => message.role === "user")?.text ?? "";
}

function countInput(messages: SimMessage[]): number {
  const tokens = messages.map(({ text }) => countTokens(text) + messageOverheadTokens);
  return tokens.reduce((sum, count) => sum + count, answerOverheadTokens);
}

function cutAtStop(text: string, stop: string[]): { text: string; stopSequence: string | null } {
  let end = text.length;
  let stopSequence: string | null = null;
  for (const sequence of stop) {
    const at = sequence === "" ? -1 : text.indexOf(sequence);
    if (at === -1 || at >= end) continue;
    end = at;
    stopSequence = sequence;
  }
  return { text: text.slice(0, end), stopSequence };
}
