import { safeReturnPath } from "../../../lib/paths.ts";

const storageKey = "pulse-return-path";

/** Keeps where the reader was going until the mailed link is opened, perhaps in another tab. */
export function rememberReturnPath(path: string | null): void {
  if (path === null) localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, path);
}

/** Takes the kept path, once; null when there is none or it is not ours. */
export function takeReturnPath(): string | null {
  const path = safeReturnPath(localStorage.getItem(storageKey));
  localStorage.removeItem(storageKey);
  return path;
}
