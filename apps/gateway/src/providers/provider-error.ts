import { AppError, type ErrorCode } from "@pulse/contracts/errors";

export interface ProviderFailure {
  code: ErrorCode;
  /** The provider's own words: for the log, never for users. */
  internal: string;
  isRetryable: boolean;
  /** The provider's wish for the earliest next attempt, in seconds: a floor, not an advice. */
  retryAfterS?: number | undefined;
  providerStatus?: number | undefined;
  nativeCode?: string | undefined;
  /** Our key, our bill or our region is refused: only an operator can mend it, so log it as an alert. */
  needsOperator?: boolean;
  cause?: unknown;
}

/** A provider's refusal or failure in our own codes, so that no caller reads a provider's status. */
export class ProviderError extends AppError {
  readonly isRetryable: boolean;
  readonly retryAfterS: number | undefined;
  readonly providerStatus: number | undefined;
  readonly nativeCode: string | undefined;
  readonly needsOperator: boolean;

  constructor(failure: ProviderFailure) {
    const { retryAfterS } = failure;
    super(failure.code, {
      internal: failure.internal,
      ...(retryAfterS === undefined ? {} : { details: { retryAfterS } }),
      ...(failure.cause === undefined ? {} : { cause: failure.cause }),
    });
    this.name = "ProviderError";
    this.isRetryable = failure.isRetryable;
    this.retryAfterS = retryAfterS;
    this.providerStatus = failure.providerStatus;
    this.nativeCode = failure.nativeCode;
    this.needsOperator = failure.needsOperator ?? false;
  }
}
