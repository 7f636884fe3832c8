import { type Auth } from "../auth/create-auth.ts";

/** A session as the library reads it; its `token` is the secret, of which only the hash is stored. */
export type Session = Auth["library"]["$Infer"]["Session"]["session"];

/** A token and its signature, as a cookie carries them. */
const cookieValue = /^[\w.%+/=-]+$/;

/** The session that a cookie stands for; null when it is forged, ended or expired. */
export async function readSession(auth: Auth, cookie: string, now: Date): Promise<Session | null> {
  if (!cookieValue.test(cookie)) return null;
  const headers = new Headers({ cookie: `${auth.sessionCookieName}=${cookie}` });
  const found = await auth.library.api.getSession({ headers });
  return found !== null && found.session.expiresAt > now ? found.session : null;
}
