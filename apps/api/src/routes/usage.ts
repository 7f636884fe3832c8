import * as contract from "@pulse/contracts/billing/usage";
import { pageThrough } from "@pulse/platform/lists/page-through";
import { getUsage } from "@pulse/platform/quota/get-usage";
import { getUsageHistory } from "@pulse/platform/quota/get-usage-history";
import { listGrants } from "@pulse/platform/quota/list-grants";
import { verifyLedger } from "@pulse/platform/quota/verify-ledger";
import { type FastifyInstance } from "fastify";
import { type Services } from "../context.ts";
import { serve, serveEvents } from "../serve.ts";

export function usageRoutes(app: FastifyInstance, { usageFeed }: Services): void {
  serve(app, contract.getUsage, (_input, { context }) => getUsage(context));
  serve(app, contract.getUsageHistory, ({ query }, { context }) => getUsageHistory(context, query));
  serve(app, contract.listGrants, async ({ query }, { context }) =>
    pageThrough(await listGrants(context), query),
  );
  serve(app, contract.verifyLedger, (_input, { context }) => verifyLedger(context));
  serveEvents(app, contract.watchUsage, (_input, { context }, stream) =>
    usageFeed.watch(context.identity, {
      push: (usage) => {
        const isKeepingUp = stream.send({ name: "usage", data: usage });
        // Many meters lie unread: nobody is there. Whoever is comes back by itself.
        if (!isKeepingUp) stream.end();
      },
      signal: stream.signal,
    }),
  );
}
