import { QueryClient } from "@tanstack/react-query";
import { isApiError } from "./api-error.ts";

const retriesMax = 2;

/** The browser's cache of what the services said. Refusals are final; lost connections are tried again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (count, error) => count < retriesMax && isPassing(error),
      },
      mutations: { retry: false },
    },
  });
}

function isPassing(error: unknown): boolean {
  return isApiError(error) && (error.status === 0 || error.status >= 502);
}
