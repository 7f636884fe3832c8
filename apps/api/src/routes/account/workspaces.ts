import * as contract from "@pulse/contracts/account/account";
import { listAudit } from "@pulse/platform/audit/list-audit";
import { pageThrough } from "@pulse/platform/lists/page-through";
import { listWorkspaces } from "@pulse/platform/workspaces/list-workspaces";
import { type FastifyInstance } from "fastify";
import { serve } from "../../serve.ts";

export function workspaceRoutes(app: FastifyInstance): void {
  serve(app, contract.listWorkspaces, async ({ query }, { context }) =>
    pageThrough(await listWorkspaces(context), query),
  );
  serve(app, contract.listAudit, ({ query }, { context }) => listAudit(context, query));
}
