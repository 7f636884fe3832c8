import { AppError } from "@pulse/contracts/errors";
import { type ClaimedJob } from "@pulse/platform/jobs/claim-job";
import { type JobFailure } from "@pulse/platform/jobs/fail-job";
import { z } from "zod";
import { type Services } from "../context.ts";

/** Does one job of its kind. May be called twice for the same job, after a worker died in between. */
export type JobHandler = (services: Services, job: ClaimedJob) => Promise<void>;

/**
 * How an error of a handler is recorded. A payload that does not parse and an SMTP refusal in the 500s
 * (RFC 5321 section 4.2.1: permanent) are not tried again.
 */
export function describeFailure(error: unknown): JobFailure {
  if (error instanceof z.ZodError) return { errorCode: "invalid_request", isRetryable: false };
  if (error instanceof AppError) {
    return { errorCode: error.code, isRetryable: error.status >= 500 || error.status === 429 };
  }
  const isPermanent = smtpStatusOf(error) >= 500;
  return { errorCode: isPermanent ? "invalid_request" : "unavailable", isRetryable: !isPermanent };
}

function smtpStatusOf(error: unknown): number {
  if (!(error instanceof Error) || !("responseCode" in error)) return 0;
  return typeof error.responseCode === "number" ? error.responseCode : 0;
}
