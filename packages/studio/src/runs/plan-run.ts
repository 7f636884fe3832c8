import { AppError } from "@pulse/contracts/errors";
import { estimateChatTokens } from "@pulse/contracts/gateway/estimate-tokens";
import { type RunSettings } from "@pulse/contracts/gateway/runs";
import {
  outputTokensDefault,
  outputTokensMin,
  type HistoryMessage,
} from "@pulse/contracts/internal/runs";

export interface RunPlan {
  /** What the provider is sent, oldest first, without the system prompt. */
  history: HistoryMessage[];
  inputTokensEstimated: number;
  /** Fewest and most output tokens worth holding. */
  outputTokensMin: number;
  outputTokensMax: number;
}

export interface RunPlanInput {
  /** The branch from its root to the message to answer. */
  branch: readonly HistoryMessage[];
  settings: RunSettings;
  contextWindow: number;
  /** The model's own output limit. */
  outputTokensMax: number;
}

/** Part of the window that old turns may not take from the answer, as a divisor. */
const answerShare = 4;

/**
 * Decides what fits: whole turns (a question with its answer), newest first, as far as the model's window allows
 * beside room for the answer. Throws `context_length_exceeded` when not even the last message fits.
 */
export function planRun(input: RunPlanInput): RunPlan {
  const { settings, contextWindow } = input;
  const cap = Math.min(settings.maxOutputTokens ?? outputTokensDefault, input.outputTokensMax);
  const outputMin = Math.min(outputTokensMin, cap);
  const room = Math.max(outputMin, Math.min(cap, Math.floor(contextWindow / answerShare)));
  const turns = turnsOf(input.branch.filter((message) => message.content !== ""));
  const system = settings.systemPrompt ?? "";
  let inputTokens = system === "" ? 0 : estimateChatTokens([{ role: "system", content: system }]);
  const kept: HistoryMessage[][] = [];
  for (const turn of turns.toReversed()) {
    const tokens = estimateChatTokens(turn);
    const reserved = kept.length === 0 ? outputMin : room;
    if (inputTokens + tokens + reserved > contextWindow) break;
    inputTokens += tokens;
    kept.unshift(turn);
  }
  if (kept.length === 0) {
    throw new AppError("context_length_exceeded", {
      internal: `the last message does not fit ${contextWindow} tokens`,
    });
  }
  return {
    history: kept.flat(),
    inputTokensEstimated: inputTokens,
    outputTokensMin: outputMin,
    outputTokensMax: Math.min(cap, contextWindow - inputTokens),
  };
}

function turnsOf(messages: readonly HistoryMessage[]): HistoryMessage[][] {
  const turns: HistoryMessage[][] = [];
  for (const message of messages) {
    const turn = turns.at(-1);
    if (message.role === "user" || turn === undefined) turns.push([message]);
    else turn.push(message);
  }
  return turns;
}
