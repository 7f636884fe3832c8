import { cookies } from "next/headers";
import { parsePreferences, type Preferences } from "./preferences.ts";

/** The reader's choices from the request's cookies. */
export async function readPreferences(): Promise<Preferences> {
  const jar = await cookies();
  return parsePreferences((name) => jar.get(name)?.value);
}
