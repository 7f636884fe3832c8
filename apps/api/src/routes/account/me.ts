import * as contract from "@pulse/contracts/account/account";
import { getMe } from "@pulse/platform/users/get-me";
import { updateMe } from "@pulse/platform/users/update-me";
import { type FastifyInstance } from "fastify";
import { type Services } from "../../context.ts";
import { serve } from "../../serve.ts";
import { setAccessCookie } from "./session-cookies.ts";

export function meRoutes(app: FastifyInstance, services: Services): void {
  serve(app, contract.getMe, async (_input, { context, headers }, reply) => {
    // Another tab's choice of workspace must not move the browser's access token.
    const isOwnWorkspace = headers["x-workspace-id"] === undefined;
    if (isOwnWorkspace) await setAccessCookie(services, reply, context.identity);
    return getMe(context);
  });
  serve(app, contract.updateMe, ({ body }, { context }) => updateMe(context, body));
}
