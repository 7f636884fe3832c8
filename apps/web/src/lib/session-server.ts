import { cookieNames } from "@pulse/contracts/internal/identity";
import { cookies } from "next/headers";

/** Whether the browser carries a session cookie: chooses a link's words, and is no proof of anything. */
export async function hasSessionCookie(): Promise<boolean> {
  const jar = await cookies();
  return jar.has(cookieNames.session) || jar.has(`__Host-${cookieNames.session}`);
}
