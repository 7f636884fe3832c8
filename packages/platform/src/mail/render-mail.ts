import { type MailJob } from "@pulse/contracts/jobs/mail";
import { magicLinkMail } from "./magic-link-mail.ts";
import { mailHtml } from "./mail-html.ts";
import { mailText } from "./mail-text.ts";
import { usageMail } from "./usage-mail.ts";

export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

/**
 * A mail in its reader's language: subject, HTML and plain text. Throws for a link that leads anywhere but to
 * `publicOrigin`, so that no mail of ours can be made to point elsewhere.
 */
export function renderMail(mail: MailJob, publicOrigin: string): RenderedMail {
  const content =
    mail.template === "magic-link" ? magicLinkMail(mail) : usageMail(mail, publicOrigin);
  if (new URL(content.action.url).origin !== new URL(publicOrigin).origin) {
    throw new Error(`the link of a ${mail.template} mail leads away from ${publicOrigin}`);
  }
  return { subject: content.subject, html: mailHtml(content), text: mailText(content) };
}
