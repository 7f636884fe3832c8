import { eventually } from "./eventually.ts";

export interface Mail {
  subject: string;
  html: string;
  text: string;
  to: { address: string }[];
}

/** Messages to one address, oldest first. */
export async function mailsTo(mailboxUrl: string, email: string): Promise<Mail[]> {
  const response = await fetch(`${mailboxUrl}/email`);
  const mails = (await response.json()) as Mail[];
  return mails.filter((mail) => mail.to.some(({ address }) => address === email));
}

/** The link in a sign-in mail to an address, once more mails have come than were there before. */
export function mailedLink(mailboxUrl: string, email: string, before: number): Promise<string> {
  return eventually(async () => {
    const newest = (await mailsTo(mailboxUrl, email))[before];
    return /https?:\/\/\S+\/sign-in\/verify\?token=[\w-]+/.exec(newest?.text ?? "")?.[0] ?? null;
    // A message that died with its worker is sent again within minutes.
  }, 180_000);
}
