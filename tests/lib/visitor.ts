import { type Me } from "@pulse/contracts/account/account";
import { type Locale } from "@pulse/contracts/locales";
import { mailedLink, mailsTo } from "./mailbox.ts";

/** A signed-in browser without pixels: keeps its cookies and says where its requests come from. */
export interface Visitor {
  email: string;
  me: Me;
  cookies: Map<string, string>;
  send: (method: string, path: string, options?: SendOptions) => Promise<Response>;
}

export interface SendOptions {
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export interface Places {
  origin: string;
  mailboxUrl: string;
}

let visitors = 0;

/** An address that no other test uses, so that every visitor has a workspace of their own. */
export function freshEmail(): string {
  visitors += 1;
  return `visitor-${process.pid}-${Date.now().toString(36)}-${visitors}@example.com`;
}

/** Signs in as a person would: asks for the link, reads the mail, presses the button. */
export async function signIn(
  places: Places,
  email: string = freshEmail(),
  locale: Locale = "ar",
): Promise<Visitor> {
  const cookies = new Map<string, string>();
  const send = (method: string, path: string, options: SendOptions = {}) =>
    sendAs(places.origin, cookies, method, path, options);
  const body = { email, locale };
  const before = (await mailsTo(places.mailboxUrl, email)).length;
  const asked = await send("POST", "/api/v1/auth/sign-in/magic-link", { body });
  if (asked.status !== 200) throw new Error(`no link: ${asked.status} ${await asked.text()}`);
  const token = new URL(await mailedLink(places.mailboxUrl, email, before)).searchParams.get(
    "token",
  );
  const verified = await send("POST", "/api/v1/auth/magic-link/verify", { body: { token } });
  if (verified.status !== 200) throw new Error(`not signed in: ${await verified.text()}`);
  return { email, cookies, send, me: (await verified.json()) as Me };
}

/** A second device of the same person. */
export function signInAgain(places: Places, visitor: Visitor): Promise<Visitor> {
  return signIn(places, visitor.email);
}

async function sendAs(
  origin: string,
  cookies: Map<string, string>,
  method: string,
  path: string,
  { body, headers, signal }: SendOptions,
): Promise<Response> {
  const response = await fetch(origin + path, {
    method,
    redirect: "manual",
    headers: {
      origin,
      "sec-fetch-site": "same-origin",
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(cookies.size > 0 && { cookie: [...cookies].map((pair) => pair.join("=")).join("; ") }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  for (const line of response.headers.getSetCookie()) keepCookie(cookies, line);
  return response;
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [pair = "", ...attributes] = line.split(";");
  const [name = "", value = ""] = pair.split(/=(.*)/s);
  const isGone = value === "" || attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute));
  if (isGone) cookies.delete(name);
  else cookies.set(name, value);
}
