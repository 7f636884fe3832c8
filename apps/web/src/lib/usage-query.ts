import { queryOptions } from "@tanstack/react-query";
import { callApi } from "./api-client.ts";

/** The active workspace's meter; the shell's event stream puts newer answers in its place. */
export const usageQuery = queryOptions({
  queryKey: ["usage"],
  queryFn: ({ signal }) => callApi("getUsage", { signal }),
  staleTime: 30_000,
});
