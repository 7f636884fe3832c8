import { failureKinds, type FailureKind, kindOfStatus } from "../http/failure-kinds.ts";
import { jsonOrUndefined } from "../http/parse-json.ts";
import { retryAfterS } from "../http/retry-after.ts";
import { type HttpRefusal } from "../http/send.ts";
import { ProviderError } from "../provider-error.ts";
import { errorBodySchema, type GoogleError } from "./wire.ts";

const kindByStatus = new Map<string, FailureKind>([
  ["INVALID_ARGUMENT", "invalid"],
  ["FAILED_PRECONDITION", "invalid"],
  ["OUT_OF_RANGE", "invalid"],
  ["UNAUTHENTICATED", "unauthorized"],
  ["PERMISSION_DENIED", "unauthorized"],
  ["NOT_FOUND", "modelUnknown"],
  ["RESOURCE_EXHAUSTED", "rateLimited"],
  ["CANCELLED", "failed"],
  ["INTERNAL", "failed"],
  ["ABORTED", "failed"],
  ["UNAVAILABLE", "overloaded"],
  ["DEADLINE_EXCEEDED", "timedOut"],
]);

/** These have no code of their own, only a sentence. */
const kindByMessage: [RegExp, FailureKind][] = [
  [/token count .*exceeds|exceeds the maximum number of tokens/i, "contextTooLong"],
  [/api key not valid|user location is not supported/i, "unauthorized"],
];

/** Maps a refusal of Google's wire. Source: https://ai.google.dev/gemini-api/docs/troubleshooting */
export function toError(refusal: HttpRefusal, nowMs: number = Date.now()): ProviderError {
  const json = jsonOrUndefined(refusal.body);
  // Without `alt=sse` a stream's error comes inside an array.
  const body = errorBodySchema.safeParse(Array.isArray(json) ? json[0] : json);
  const error = body.success ? body.data.error : { message: refusal.body.slice(0, 500) };
  return toWireError(error, refusal.status, retryAfterS(refusal.headers, nowMs));
}

/** Maps an error object, which may also come as a chunk of a stream that began with 200. */
export function toWireError(error: GoogleError, status?: number, waitS?: number): ProviderError {
  const effective = status ?? error.code ?? undefined;
  const kind = kindOf(error) ?? (effective === undefined ? "failed" : kindOfStatus(effective));
  return new ProviderError({
    ...failureKinds[kind],
    internal: `provider refused: ${status ?? "in stream"} ${error.status ?? ""} ${error.message ?? ""}`,
    retryAfterS: waitS ?? retryDelayS(error),
    providerStatus: effective,
    nativeCode: error.status ?? "",
  });
}

function kindOf(error: GoogleError): FailureKind | null {
  const known = kindByMessage.find(([pattern]) => pattern.test(error.message ?? ""));
  if (known !== undefined) return known[1];
  const isDaily = error.details?.some((detail) =>
    detail.violations?.some(({ quotaId }) => quotaId?.includes("PerDay")),
  );
  // A daily quota comes back tomorrow: no wait within a request helps.
  if (isDaily) return "unpaid";
  return kindByStatus.get(error.status ?? "") ?? null;
}

function retryDelayS(error: GoogleError): number | undefined {
  for (const { retryDelay } of error.details ?? []) {
    const seconds = /^(\d+(?:\.\d+)?)s$/.exec(retryDelay ?? "")?.[1];
    if (seconds !== undefined) return Number(seconds);
  }
  return undefined;
}
