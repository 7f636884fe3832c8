import { type NextRequest, NextResponse } from "next/server";
import { isDevelopment } from "./config.ts";
import { localeHeader, localeOfPath } from "./i18n/routing.ts";
import { contentSecurityPolicy } from "./lib/content-security-policy.ts";
import { inLocale } from "./lib/paths.ts";

/** Language and headers only; who may read what is decided by the api. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  if (/^\/ar(\/|$)/.test(pathname)) {
    const url = request.nextUrl.clone();
    url.pathname = inLocale(pathname, "ar");
    return NextResponse.redirect(url);
  }

  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = contentSecurityPolicy(nonce, isDevelopment);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set(localeHeader, localeOfPath(pathname));
  // Next reads the nonce for its own scripts from the request's policy.
  headers.set("content-security-policy", policy);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = {
  // Everything but Next's own paths and the services behind the same origin.
  matcher: ["/((?!api/|gateway/|_next/).*)"],
};
