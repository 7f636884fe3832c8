import { type Locale } from "@pulse/contracts/locales";
import { systemWorkspaceId } from "@pulse/db/system-workspace";
import { withWorkspace } from "@pulse/db/with-workspace";
import { networkOf } from "@pulse/runtime/http/ip-block";
import { type Visit } from "../context.ts";
import { dispatchJob } from "../jobs/dispatch-jobs.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { createToken, hashToken } from "../sessions/session-token.ts";
import { takeThrottles, type Throttle } from "../throttles/take-throttles.ts";

const linkLivesMinutes = 10;
const minuteMs = 60_000;

/**
 * Mails a sign-in link that works once, for 10 minutes; only its SHA-256 is stored. Whether the address is
 * known is never looked up, so the answer and its timing cannot tell. The link's origin comes from the
 * configuration, never from the request. Throws `rate_limited`.
 */
export async function requestMagicLink(
  visit: Visit,
  input: { email: string; locale: Locale },
): Promise<void> {
  await takeThrottles(visit.database, throttlesOf(visit, input.email), visit.now);
  const token = createToken();
  const job = await withWorkspace(visit.database, systemWorkspaceId, async (transaction) => {
    await transaction.verification.create({
      data: {
        id: hashToken(token),
        identifier: input.email,
        value: input.locale,
        expiresAt: new Date(visit.now.getTime() + linkLivesMinutes * minuteMs),
        createdAt: visit.now,
      },
    });
    return enqueueJob(transaction, {
      kind: "mail",
      workspaceId: null,
      payload: {
        template: "magic-link",
        to: input.email,
        locale: input.locale,
        url: signInUrl(visit.publicOrigin, input.locale, token),
        expiresInMinutes: linkLivesMinutes,
      },
    });
  });
  // A nudge only: the schedule sends what is not sent here.
  dispatchJob(visit, job, visit.now).catch((error: unknown) =>
    visit.logger.warn({ error, jobId: job.jobId }, "sign-in mail waits for the schedule"),
  );
}

/** Address of the page whose button uses the link up; a GET uses nothing up, so scanners may fetch it. */
export function signInUrl(publicOrigin: string, locale: Locale, token: string): string {
  const url = new URL(locale === "en" ? "/en/sign-in/verify" : "/sign-in/verify", publicOrigin);
  url.searchParams.set("token", token);
  return url.href;
}

function throttlesOf(visit: Visit, email: string): Throttle[] {
  const network = networkOf(visit.ipAddress);
  const prefix = "sign-in";
  return [
    { key: `${prefix}:network:${network}`, limit: 300, windowMs: 15 * minuteMs },
    { key: `${prefix}:account:${hashToken(email)}`, limit: 20, windowMs: 15 * minuteMs },
    { key: `${prefix}:both:${network}:${hashToken(email)}`, limit: 6, windowMs: minuteMs },
  ];
}
