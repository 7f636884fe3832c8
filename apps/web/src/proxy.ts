import createIntlProxy from "next-intl/middleware";
import { NextRequest, type NextResponse } from "next/server";
import { isDevelopment } from "./config.ts";
import { routing } from "./i18n/routing.ts";
import { contentSecurityPolicy } from "./lib/content-security-policy.ts";

const routeByLocale = createIntlProxy(routing);

/** Routing and headers only; who may read what is decided by the api. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = contentSecurityPolicy(nonce, isDevelopment);

  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // Next reads the nonce for its own scripts from the request's policy.
  headers.set("content-security-policy", policy);

  const response = routeByLocale(new NextRequest(request, { headers }));
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = {
  // Everything but files, Next's own paths and the services behind the same origin.
  matcher: ["/((?!api/|gateway/|_next/|.*\\..*).*)"],
};
