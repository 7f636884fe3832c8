import { describe, expect, it } from "vitest";
import { ProviderError } from "../providers/provider-error.ts";
import { type AttemptPolicy, nextAttemptDelayMs } from "./answer-attempts.ts";

const policy: AttemptPolicy = {
  attemptsMax: 2,
  delayMsMax: 500,
  retryAfterMsMax: 5_000,
  random: () => 0.5,
};
const failure = (isRetryable: boolean, retryAfterS?: number) =>
  new ProviderError({
    code: "provider_unavailable",
    internal: "test",
    isRetryable,
    ...(retryAfterS !== undefined && { retryAfterS }),
  });

describe("nextAttemptDelayMs", () => {
  it.each([
    ["waits a jittered moment", failure(true), 1, 250],
    ["takes the provider's wish as a floor", failure(true, 2), 1, 2_250],
    ["does not wait longer than its budget", failure(true, 6), 1, null],
    ["does not repeat what would fail again", failure(false), 1, null],
    ["stops after its attempts", failure(true), 2, null],
    ["repeats no failure of our own", new Error("ours"), 1, null],
  ])("%s", (_name, error, attempt, delayMs) => {
    expect(nextAttemptDelayMs(error, attempt, policy)).toBe(delayMs);
  });
});
