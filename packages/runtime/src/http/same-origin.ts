import { AppError } from "@pulse/contracts/errors";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

interface RequestFacts {
  method: string;
  headers: Record<string, string | string[] | undefined>;
}

/**
 * Refuses an unsafe request that another site's page may have made a browser send with its cookies.
 * Browsers say where a request comes from in `Sec-Fetch-Site`, and older ones in `Origin`, which every
 * browser sends with unsafe methods; a request with neither comes from no page. Together with JSON-only
 * bodies and SameSite cookies. A credential in `Authorization` cannot be forged this way and needs no check.
 * Throws `cross_origin`.
 */
export function assertSameOrigin(request: RequestFacts, publicOrigin: string): void {
  if (safeMethods.has(request.method)) return;
  const { "sec-fetch-site": site, origin } = request.headers;
  if (site === "same-origin" || site === "none") return;
  if (site === undefined && (origin === undefined || origin === publicOrigin)) return;
  throw new AppError("cross_origin", {
    internal: `sec-fetch-site ${String(site)}, origin ${String(origin)}`,
  });
}
