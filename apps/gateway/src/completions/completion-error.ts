import { type AppError, errorMessage } from "@pulse/contracts/errors";
import { type Locale } from "@pulse/contracts/locales";

const typesOfStatus: Record<number, string> = {
  401: "authentication_error",
  402: "insufficient_quota",
  403: "permission_error",
  409: "conflict_error",
  429: "rate_limit_error",
};

/** A refusal in OpenAI's shape with our code: `param` names the field, `message` says what is wrong with it. */
export function completionErrorOf(error: AppError, locale: Locale, requestId: string) {
  const field = error.details?.fields?.[0];
  const sentence = errorMessage(error.code, locale);
  const { fields: _fields, ...facts } = error.details ?? {};
  return {
    message: field ? `${sentence} (${field.path || "body"}: ${field.message})` : sentence,
    type:
      typesOfStatus[error.status] ?? (error.status < 500 ? "invalid_request_error" : "api_error"),
    param: field?.path || null,
    code: error.code,
    requestId,
    ...(Object.keys(facts).length > 0 && { details: facts }),
  };
}
