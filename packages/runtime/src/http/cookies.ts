export interface CookieOptions {
  value: string;
  /** Seconds until the browser forgets it; 0 removes it now. */
  maxAgeS: number;
}

/**
 * Formats `Set-Cookie` (RFC 6265bis): out of scripts' reach, sent to our whole origin, not with other
 * sites' requests except top-level navigation. Over https it is `Secure` and carries the `__Host-`
 * prefix, which pins it to this very host.
 */
export function formatCookie(name: string, options: CookieOptions, publicOrigin: string): string {
  const attributes = ["Path=/", `Max-Age=${options.maxAgeS}`, "HttpOnly", "SameSite=Lax"];
  if (isSecure(publicOrigin)) attributes.push("Secure");
  return [`${cookieNameOf(name, publicOrigin)}=${options.value}`, ...attributes].join("; ");
}

/** The name a cookie travels under: with `__Host-` where the origin is https. */
export function cookieNameOf(name: string, publicOrigin: string): string {
  return isSecure(publicOrigin) ? `__Host-${name}` : name;
}

/** The value of one cookie of a `Cookie` header; null when absent or sent twice. */
export function readCookie(
  header: string | undefined,
  name: string,
  publicOrigin: string,
): string | null {
  const wanted = `${cookieNameOf(name, publicOrigin)}=`;
  const found = (header ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(wanted));
  const [only] = found;
  // Two cookies of one name mean that somebody planted one of them.
  return only !== undefined && found.length === 1 ? only.slice(wanted.length) || null : null;
}

function isSecure(publicOrigin: string): boolean {
  return publicOrigin.startsWith("https:");
}
