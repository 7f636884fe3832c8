import * as contract from "@pulse/contracts/account/account";
import { listAudit } from "@pulse/platform/audit/list-audit";
import { listWorkspaces } from "@pulse/platform/workspaces/list-workspaces";
import { type FastifyInstance } from "fastify";
import { serve } from "../../serve.ts";

export function workspaceRoutes(app: FastifyInstance): void {
  serve(app, contract.listWorkspaces, async (_input, { context }) => ({
    items: await listWorkspaces(context),
  }));
  serve(app, contract.listAudit, ({ query }, { context }) => listAudit(context, query));
}
