import { type Locale } from "@pulse/contracts/locales";
import { type Transaction } from "@pulse/db/with-workspace";
import { type Visit } from "../context.ts";
import { enqueueJob, type JobReference } from "../jobs/enqueue-job.ts";

export const linkLivesMinutes = 10;

/** Writes the mail with a sign-in link; the link's origin comes from the configuration, never from the request. */
export function enqueueLinkMail(
  transaction: Transaction,
  { publicOrigin, locale }: Pick<Visit, "publicOrigin" | "locale">,
  { email, token }: { email: string; token: string },
): Promise<JobReference> {
  return enqueueJob(transaction, {
    kind: "mail",
    workspaceId: null,
    payload: {
      template: "magic-link",
      to: email,
      locale,
      url: signInUrl(publicOrigin, locale, token),
      expiresInMinutes: linkLivesMinutes,
    },
  });
}

/** Address of the page whose button uses the link up; a GET uses nothing up, so scanners may fetch it. */
function signInUrl(publicOrigin: string, locale: Locale, token: string): string {
  const url = new URL(locale === "en" ? "/en/sign-in/verify" : "/sign-in/verify", publicOrigin);
  url.searchParams.set("token", token);
  return url.href;
}
