import * as contract from "@pulse/contracts/account/account";
import { done } from "@pulse/contracts/lists";
import { createApiKey } from "@pulse/platform/api-keys/create-api-key";
import { listApiKeys } from "@pulse/platform/api-keys/list-api-keys";
import { revokeApiKey } from "@pulse/platform/api-keys/revoke-api-key";
import { pageThrough } from "@pulse/platform/lists/page-through";
import { type FastifyInstance } from "fastify";
import { serve } from "../../serve.ts";

export function apiKeyRoutes(app: FastifyInstance): void {
  serve(app, contract.listApiKeys, async ({ query }, { context }) =>
    pageThrough(await listApiKeys(context), query),
  );
  serve(app, contract.createApiKey, ({ body }, { context }) => createApiKey(context, body));
  serve(app, contract.revokeApiKey, async ({ params }, { context }) => {
    await revokeApiKey(context, params.id);
    return done;
  });
}
