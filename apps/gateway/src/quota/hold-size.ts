import { AppError } from "@pulse/contracts/errors";
import { outputTokensDefault, outputTokensMin } from "@pulse/contracts/internal/runs";

export interface HoldSize {
  minimum: number;
  maximum: number;
}

/**
 * What a call may spend: the estimated input and the output cap. The caller's cap is respected; without
 * one a default holds, so that one call does not take a whole allowance. Below `minimum` the answer would
 * be cut to nothing, unless the caller asked for that little. Throws `context_length_exceeded`.
 */
export function holdSizeOf(call: {
  inputTokensEstimated: number;
  outputTokensWanted: number | null;
  model: { contextWindow: number; outputTokensMax: number };
}): HoldSize {
  const { inputTokensEstimated, model } = call;
  const wanted = call.outputTokensWanted ?? outputTokensDefault;
  const room = model.contextWindow - inputTokensEstimated;
  const output = Math.min(wanted, model.outputTokensMax, room);
  const outputMin = Math.min(outputTokensMin, wanted, model.outputTokensMax);
  if (output < outputMin) {
    const internal = `about ${inputTokensEstimated} tokens leave ${room} for the answer`;
    throw new AppError("context_length_exceeded", { internal });
  }
  return { minimum: inputTokensEstimated + outputMin, maximum: inputTokensEstimated + output };
}
