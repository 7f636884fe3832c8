import { failureKinds, type FailureKind, kindOfStatus } from "../http/failure-kinds.ts";
import { jsonOrUndefined } from "../http/parse-json.ts";
import { retryAfterS } from "../http/retry-after.ts";
import { type HttpRefusal } from "../http/send.ts";
import { ProviderError } from "../provider-error.ts";
import { errorBodySchema, type OpenAiError } from "./wire.ts";

/** OpenAI uses 429 for pacing and for money, so its code is read before its status. */
const kindByCode = new Map<string, FailureKind>([
  ["context_length_exceeded", "contextTooLong"],
  ["rate_limit_exceeded", "rateLimited"],
  ["slow_down", "rateLimited"],
  ["insufficient_quota", "unpaid"],
  ["credit_balance_exhausted", "unpaid"],
  ["billing_not_active", "unpaid"],
  ["billing_hard_limit_reached", "unpaid"],
  ["organization_usage_limit_exceeded", "unpaid"],
  ["content_filter", "blocked"],
  ["content_policy_violation", "blocked"],
  ["moderation_blocked", "blocked"],
  ["model_not_found", "modelUnknown"],
  ["invalid_api_key", "unauthorized"],
  ["unsupported_country_region_territory", "unauthorized"],
  ["engine_overloaded", "overloaded"],
  ["overloaded", "overloaded"],
]);

/** Maps a refusal of OpenAI's wire. Source: https://developers.openai.com/api/docs/guides/error-codes */
export function toError(refusal: HttpRefusal, nowMs: number = Date.now()): ProviderError {
  const body = errorBodySchema.safeParse(jsonOrUndefined(refusal.body));
  const wait = retryAfterS(refusal.headers, nowMs);
  if (body.success) return toWireError(body.data.error, refusal.status, wait);
  return toWireError({ message: refusal.body.slice(0, 500) }, refusal.status, wait);
}

/** Maps an error object, which may also come inside a stream that began with 200: then without a status. */
export function toWireError(
  error: Partial<OpenAiError>,
  status?: number,
  waitS?: number,
): ProviderError {
  const effective = status ?? statusIn(error.code);
  const kind = kindOf(error) ?? (effective === undefined ? "failed" : kindOfStatus(effective));
  return new ProviderError({
    ...failureKinds[kind],
    internal: `provider refused: ${status ?? "in stream"} ${error.code ?? error.type ?? ""} ${error.message ?? ""}`,
    retryAfterS: waitS,
    providerStatus: effective,
    nativeCode: String(error.code ?? error.type ?? ""),
  });
}

function kindOf(error: Partial<OpenAiError>): FailureKind | null {
  for (const word of [error.code, error.type, error.metadata?.error_type]) {
    if (typeof word !== "string") continue;
    if (word.endsWith("_spend_limit_exceeded")) return "unpaid";
    const kind = kindByCode.get(word);
    if (kind !== undefined) return kind;
  }
  return null;
}

function statusIn(code: OpenAiError["code"]): number | undefined {
  return typeof code === "number" && code >= 400 && code < 600 ? code : undefined;
}
