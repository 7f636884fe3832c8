import { type Model } from "@pulse/contracts/gateway/models";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { callApi, sendRequest } from "../../lib/api-client.ts";

const pageSize = 40;

export const conversationKeys = {
  lists: ["conversations", "list"] as const,
  detail: (id: string) => ["conversations", "detail", id] as const,
};

/** The member's conversations, newest first; `search` matches titles and texts. */
export function conversationsQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: [...conversationKeys.lists, search],
    queryFn: ({ pageParam, signal }) =>
      callApi("listConversations", {
        signal,
        query: {
          limit: pageSize,
          ...(search === "" ? {} : { search }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** One conversation with its message tree. */
export function conversationQuery(id: string) {
  return queryOptions({
    queryKey: conversationKeys.detail(id),
    queryFn: ({ signal }) => callApi("getConversation", { signal, params: { id } }),
  });
}

/** Every model that the gateway can reach or simulate. */
export const modelsQuery = queryOptions({
  queryKey: ["models"],
  queryFn: async ({ signal }): Promise<Model[]> => {
    const response = await sendRequest("/gateway/v1/models", { signal });
    // The gateway serialises this list by the contract's schema.
    const { data } = (await response.json()) as { data: Model[] };
    return data;
  },
  staleTime: 300_000,
});
