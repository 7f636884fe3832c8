import { type ErrorBody, type ErrorCode, type ErrorDetails } from "@pulse/contracts/errors";

/** What can go wrong before a service answers, besides its own codes. */
export type ClientErrorCode = ErrorCode | "network";

/** A refusal by a service, or a request that never reached one (`network`). */
export class ApiError extends Error {
  readonly code: ClientErrorCode | (string & {});
  readonly status: number;
  readonly requestId: string | null;
  readonly details: ErrorDetails;

  constructor(
    code: ClientErrorCode | (string & {}),
    options: {
      status: number;
      message?: string;
      requestId?: string | null;
      details?: ErrorDetails;
    },
  ) {
    super(options.message ?? code);
    this.name = "ApiError";
    this.code = code;
    this.status = options.status;
    this.requestId = options.requestId ?? null;
    this.details = options.details ?? {};
  }
}

export function isApiError(error: unknown, code?: ClientErrorCode): error is ApiError {
  return error instanceof ApiError && (code === undefined || error.code === code);
}

/** Reads a refusal in our shape or in OpenAI's; a body of neither kind is a plain failure of the service. */
export async function apiErrorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  if (!isErrorBody(body)) {
    return new ApiError(response.status >= 500 ? "unavailable" : "internal", {
      status: response.status,
    });
  }
  const { code, message, requestId, details } = body.error;
  return new ApiError(code, {
    status: response.status,
    message,
    requestId,
    details: details ?? {},
  });
}

function isErrorBody(body: unknown): body is ErrorBody {
  if (typeof body !== "object" || body === null || !("error" in body)) return false;
  const { error } = body;
  return (
    typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
  );
}
