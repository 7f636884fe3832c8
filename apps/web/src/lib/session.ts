import { queryOptions, useQuery, type QueryClient } from "@tanstack/react-query";
import { callApi, type ResultOf } from "./api-client.ts";

/** The signed-in user and the active workspace. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => callApi("getMe", { signal }),
  staleTime: 60_000,
});

export function useMe() {
  return useQuery(meQuery);
}

/** Puts a fresh answer in place, so that every screen shows the change at once. */
export function storeMe(client: QueryClient, me: ResultOf<"getMe">): void {
  client.setQueryData(meQuery.queryKey, me);
}
