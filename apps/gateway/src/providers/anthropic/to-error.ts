import { failureKinds, type FailureKind, kindOfStatus } from "../http/failure-kinds.ts";
import { jsonOrUndefined } from "../http/parse-json.ts";
import { retryAfterS } from "../http/retry-after.ts";
import { type HttpRefusal } from "../http/send.ts";
import { ProviderError } from "../provider-error.ts";
import { type AnthropicError, errorBodySchema } from "./wire.ts";

const kindByType = new Map<string, FailureKind>([
  ["invalid_request_error", "invalid"],
  ["authentication_error", "unauthorized"],
  ["permission_error", "unauthorized"],
  ["billing_error", "unpaid"],
  ["not_found_error", "modelUnknown"],
  ["request_too_large", "tooLarge"],
  ["rate_limit_error", "rateLimited"],
  ["timeout_error", "timedOut"],
  ["overloaded_error", "overloaded"],
]);

/** These have no code of their own, only a sentence. */
const kindByMessage: [RegExp, FailureKind][] = [
  [/prompt is too long|exceed(s|ed)? (the )?context (limit|window)/i, "contextTooLong"],
  [/credit balance is too low|reached your specified .*usage limits/i, "unpaid"],
];

/** Maps a refusal of Anthropic's wire. Source: https://platform.claude.com/docs/en/api/errors */
export function toError(refusal: HttpRefusal, nowMs: number = Date.now()): ProviderError {
  const body = errorBodySchema.safeParse(jsonOrUndefined(refusal.body));
  const wait = retryAfterS(refusal.headers, nowMs);
  if (body.success) return toWireError(body.data.error, refusal.status, wait);
  return toWireError({ message: refusal.body.slice(0, 500) }, refusal.status, wait);
}

/** Maps an error object, which may also come as an `error` event inside a stream: then without a status. */
export function toWireError(error: AnthropicError, status?: number, waitS?: number): ProviderError {
  const kind = kindOf(error) ?? (status === undefined ? "failed" : kindOfStatus(status));
  const nativeCode = error.details?.error_code ?? error.type ?? "";
  return new ProviderError({
    ...failureKinds[kind],
    internal: `provider refused: ${status ?? "in stream"} ${nativeCode} ${error.message ?? ""}`,
    retryAfterS: waitS,
    providerStatus: status,
    nativeCode,
  });
}

function kindOf(error: AnthropicError): FailureKind | null {
  if (error.details?.error_code?.includes("spend_limit")) return "unpaid";
  if (error.type === "invalid_request_error") {
    const known = kindByMessage.find(([pattern]) => pattern.test(error.message ?? ""));
    if (known !== undefined) return known[1];
  }
  return kindByType.get(error.type ?? "") ?? null;
}
