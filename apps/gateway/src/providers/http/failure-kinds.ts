import { type ProviderFailure } from "../provider-error.ts";

type Kind = Pick<ProviderFailure, "code" | "isRetryable" | "needsOperator">;

/** What can go wrong at a provider, and what follows from it. Providers' tables map their own codes to these. */
export const failureKinds = {
  invalid: { code: "invalid_request", isRetryable: false },
  contextTooLong: { code: "context_length_exceeded", isRetryable: false },
  tooLarge: { code: "too_large", isRetryable: false },
  modelUnknown: { code: "model_not_found", isRetryable: false, needsOperator: true },
  blocked: { code: "content_blocked", isRetryable: false },
  rateLimited: { code: "provider_rate_limited", isRetryable: true },
  overloaded: { code: "provider_unavailable", isRetryable: true },
  failed: { code: "provider_error", isRetryable: true },
  timedOut: { code: "provider_timeout", isRetryable: true },
  /** Our key, permission or region. */
  unauthorized: { code: "provider_error", isRetryable: false, needsOperator: true },
  /** Our balance or spending cap: waiting does not help. */
  unpaid: { code: "provider_unavailable", isRetryable: false, needsOperator: true },
} as const satisfies Record<string, Kind>;
export type FailureKind = keyof typeof failureKinds;

const kindByStatus: Record<number, FailureKind> = {
  401: "unauthorized",
  402: "unpaid",
  403: "unauthorized",
  404: "modelUnknown",
  408: "timedOut",
  409: "failed",
  413: "tooLarge",
  425: "failed",
  429: "rateLimited",
  503: "overloaded",
  504: "timedOut",
  529: "overloaded",
};

/** What a status alone says, for when the provider's own code says nothing better. */
export function kindOfStatus(status: number): FailureKind {
  return kindByStatus[status] ?? (status >= 400 && status < 500 ? "invalid" : "failed");
}
