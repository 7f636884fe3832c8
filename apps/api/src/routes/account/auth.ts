import * as contract from "@pulse/contracts/account/account";
import { done } from "@pulse/contracts/lists";
import { cookieNames } from "@pulse/contracts/internal/identity";
import { pageThrough } from "@pulse/platform/lists/page-through";
import { listSessions } from "@pulse/platform/sessions/list-sessions";
import {
  revokeOtherSessions,
  revokeSession,
  signOut,
} from "@pulse/platform/sessions/revoke-session";
import { requestMagicLink } from "@pulse/platform/sign-in/request-magic-link";
import { verifyMagicLink } from "@pulse/platform/sign-in/verify-magic-link";
import { readCookie } from "@pulse/runtime/http/cookies";
import { type FastifyInstance } from "fastify";
import { type Services } from "../../context.ts";
import { serve } from "../../serve.ts";
import { clearCookies, setAccessCookie } from "./session-cookies.ts";

/** Every way to get or lose a session is in this file. */
export function authRoutes(app: FastifyInstance, services: Services): void {
  const { publicOrigin } = services.config;
  serve(app, contract.requestMagicLink, async ({ body }, { visit }) => {
    await requestMagicLink(visit, { email: body.email, locale: body.locale ?? visit.locale });
    return done;
  });
  serve(app, contract.verifyMagicLink, async ({ body }, { visit, headers }, reply) => {
    const formerCookie = readCookie(headers.cookie, cookieNames.session, publicOrigin);
    const signedIn = await verifyMagicLink(visit, { token: body.token, formerCookie });
    reply.header("set-cookie", signedIn.sessionCookie);
    await setAccessCookie(services, reply, signedIn.identity);
    return signedIn.me;
  });
  serve(app, contract.signOut, async (_input, { context }, reply) => {
    await signOut(context);
    clearCookies(services, reply);
    return done;
  });
  serve(app, contract.listSessions, async ({ query }, { context }) =>
    pageThrough(await listSessions(context), query),
  );
  serve(app, contract.revokeSession, async ({ params }, { context }) => {
    await revokeSession(context, params.id);
    return done;
  });
  serve(app, contract.revokeOtherSessions, async (_input, { context }) => {
    await revokeOtherSessions(context);
    return done;
  });
}
