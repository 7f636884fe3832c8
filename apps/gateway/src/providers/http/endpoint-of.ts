/** Splits a base URL with an operation's path into what a call needs, so that it is parsed once. */
export function endpointOf(baseUrl: string, path: string): { origin: string; path: string } {
  const { origin, pathname } = new URL(baseUrl);
  return { origin, path: pathname.replace(/\/+$/, "") + path };
}
