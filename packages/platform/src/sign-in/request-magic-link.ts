import { type Locale } from "@pulse/contracts/locales";
import { systemWorkspaceId } from "@pulse/db/system-workspace";
import { withWorkspace } from "@pulse/db/with-workspace";
import { networkOf } from "@pulse/runtime/http/ip-block";
import { hashToken } from "../auth/secret-token.ts";
import { type Visit } from "../context.ts";
import { dispatchJob } from "../jobs/dispatch-jobs.ts";
import { takeThrottles, type Throttle } from "../throttles/take-throttles.ts";
import { nameFromEmail } from "../users/name-from-email.ts";

const minuteMs = 60_000;

/**
 * Mails a sign-in link that works once, for 10 minutes; only its SHA-256 is stored. Whether the address is
 * known is never looked up, so the answer and its timing cannot tell. Throws `rate_limited`.
 */
export async function requestMagicLink(
  visit: Visit,
  { email, locale }: { email: string; locale: Locale },
): Promise<void> {
  await takeThrottles(visit.database, throttlesOf(visit, email), visit.now);
  const mails = await withWorkspace(visit.database, systemWorkspaceId, (transaction) =>
    visit.auth.within({ transaction, visit: { ...visit, locale } }, async (act) => {
      const body = { email, name: nameFromEmail(email) };
      await act.api.signInMagicLink({ body, headers: new Headers() });
      return act.mails;
    }),
  );
  for (const mail of mails) {
    // A nudge only: the schedule sends what is not sent here.
    dispatchJob(visit, mail, visit.now).catch((error: unknown) =>
      visit.logger.warn({ error, jobId: mail.jobId }, "sign-in mail waits for the schedule"),
    );
  }
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
