import { createTransport } from "nodemailer";

export interface MailerConfig {
  /** `smtp://user:password@host:port` or `smtps://...`. */
  url: string;
  /** The sender: `Pulse <no-reply@example.com>`. */
  from: string;
}

export interface OutgoingMail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Local part of the Message-ID: the same mail sent twice carries the same id, so that mailboxes fold it. */
  messageKey: string;
  /** RFC 5646 tag for the Content-Language header. */
  language: string;
}

export interface Mailer extends Disposable {
  /** Resolves when the SMTP server took the mail over; throws nodemailer's error otherwise. */
  send: (mail: OutgoingMail) => Promise<void>;
}

const connectTimeoutMs = 10_000;
const socketTimeoutMs = 20_000;

/** Opens a pool of SMTP connections, used on demand. The caller disposes it. */
export function createMailer(config: MailerConfig): Mailer {
  const transport = createTransport({
    url: config.url,
    pool: true,
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    socketTimeout: socketTimeoutMs,
    // Nothing in a mail may name a local file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = domainOf(config.from);

  async function send(mail: OutgoingMail): Promise<void> {
    await transport.sendMail({
      from: config.from,
      // As an object, so that no character of the address can add a second recipient.
      to: { name: "", address: mail.to },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: `<${mail.messageKey}@${domain}>`,
      headers: { "Content-Language": mail.language, "Auto-Submitted": "auto-generated" },
    });
  }
  return { send, [Symbol.dispose]: () => transport.close() };
}

function domainOf(from: string): string {
  return /@([^\s>@]+)>?\s*$/.exec(from)?.[1] ?? "localhost";
}
