import { AppError } from "@pulse/contracts/errors";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

interface RequestFacts {
  method: string;
  headers: Record<string, string | string[] | undefined>;
}

/**
 * Refuses an unsafe request that another site's page may have made a browser send with its cookies:
 * browsers say where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`. A request that
 * says neither is refused too. Call it for cookie-authenticated requests and for sign-in; a request that
 * carries its own credential in `Authorization` cannot be forged this way.
 * Throws `cross_origin`.
 */
export function assertSameOrigin(request: RequestFacts, publicOrigin: string): void {
  if (safeMethods.has(request.method)) return;
  const { "sec-fetch-site": site, origin } = request.headers;
  if (origin !== undefined && origin !== publicOrigin) {
    throw new AppError("cross_origin", { internal: `origin ${String(origin)}` });
  }
  if (site === "same-origin") return;
  if (site === undefined && origin === publicOrigin) return;
  throw new AppError("cross_origin", {
    internal: `sec-fetch-site ${String(site)}, origin ${String(origin)}`,
  });
}
