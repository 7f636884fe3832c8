import { type Usage } from "@pulse/contracts/billing/usage";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { usageQuery } from "../../../lib/usage-query.ts";

const pollEveryMs = 30_000;
const usageEventsAddress = "/api/v1/usage/events";

/** Keeps the meter true: pushed by the server, asked for every 30 s while the push is down. */
export function useLiveUsage(): void {
  const client = useQueryClient();
  const [isPushed, setIsPushed] = useState(false);
  const isSignedIn = useQuery({
    ...usageQuery,
    refetchInterval: isPushed ? false : pollEveryMs,
  }).isSuccess;

  useEffect(() => {
    if (!isSignedIn) return;
    const source = new EventSource(usageEventsAddress);
    source.addEventListener("open", () => setIsPushed(true));
    source.addEventListener("error", () => setIsPushed(false));
    source.addEventListener("usage", (event: MessageEvent<string>) => {
      // The api sends the very shape of `getUsage`.
      client.setQueryData(usageQuery.queryKey, JSON.parse(event.data) as Usage);
    });
    return () => source.close();
  }, [client, isSignedIn]);
}
