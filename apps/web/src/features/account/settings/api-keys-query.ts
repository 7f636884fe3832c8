import { queryOptions } from "@tanstack/react-query";
import { callApi } from "../../../lib/api-client.ts";

export const apiKeysQuery = queryOptions({
  queryKey: ["api-keys"],
  queryFn: ({ signal }) => callApi("listApiKeys", { signal }),
});
