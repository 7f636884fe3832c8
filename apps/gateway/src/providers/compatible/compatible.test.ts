import { describe, expect, it } from "vitest";
import { toError } from "./to-error.ts";
import { toRequest } from "./to-request.ts";

describe("toError", () => {
  it.each([
    [402, { error: { code: 402, message: "Insufficient credits" } }, "provider_unavailable", false],
    [
      403,
      { error: { code: 403, message: "flagged", metadata: { reasons: ["violence"] } } },
      "content_blocked",
      false,
    ],
    [403, { error: { code: 403, message: "no access" } }, "provider_error", false],
    [408, { error: { code: 408 } }, "provider_timeout", true],
    [502, { error: { code: 502 } }, "provider_error", true],
    [503, { error: { code: 503 } }, "provider_unavailable", true],
    [
      400,
      { object: "error", message: "This model's maximum context length is 8192 tokens", code: 400 },
      "context_length_exceeded",
      false,
    ],
    [404, { error: "model 'x' not found" }, "model_not_found", false],
  ])("%i %o is %s", (status, body, code, isRetryable) => {
    const refusal = { status, headers: {}, body: JSON.stringify(body) };
    expect(toError(refusal)).toMatchObject({ code, isRetryable });
  });
});

describe("toRequest", () => {
  it("uses the names that older servers know", () => {
    const body = toRequest(
      {
        model: "openai/gpt-6-luna",
        messages: [{ role: "user", content: "Hi" }],
        outputTokensMax: 50,
        temperature: 0.2,
        userId: "usr_1",
      },
      true,
    );
    expect(body).toEqual({
      model: "openai/gpt-6-luna",
      messages: [{ role: "user", content: "Hi" }],
      max_tokens: 50,
      temperature: 0.2,
      user: "usr_1",
      stream: true,
      stream_options: { include_usage: true },
    });
  });
});
