import { type AppError, errorMessage, type ErrorBody } from "@pulse/contracts/errors";
import { type Locale } from "@pulse/contracts/locales";

/** Seconds after which a caller of a briefly unavailable service should come back. */
const retryAfterDefaultS = 2;

/** Our error body in the reader's language; says nothing of the error's internal text. */
export function errorBodyOf(error: AppError, locale: Locale, requestId: string): ErrorBody {
  return {
    error: {
      code: error.code,
      message: errorMessage(error.code, locale),
      requestId,
      ...(error.details && { details: error.details }),
    },
  };
}

/** Whole seconds for `Retry-After`; null when the refusal does not depend on time. */
export function retryAfterOf(error: AppError): number | null {
  if (error.details?.retryAfterS !== undefined) return Math.ceil(error.details.retryAfterS);
  return error.status === 503 || error.status === 429 ? retryAfterDefaultS : null;
}
