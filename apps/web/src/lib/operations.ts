import { type HttpMethod } from "@pulse/contracts/endpoint";

/** The api operations that the browser calls: only types cross from contracts, no schemas. */
export interface Operations {
  requestMagicLink: typeof import("@pulse/contracts/account/account").requestMagicLink;
  verifyMagicLink: typeof import("@pulse/contracts/account/account").verifyMagicLink;
  signOut: typeof import("@pulse/contracts/account/account").signOut;
  listSessions: typeof import("@pulse/contracts/account/account").listSessions;
  revokeSession: typeof import("@pulse/contracts/account/account").revokeSession;
  revokeOtherSessions: typeof import("@pulse/contracts/account/account").revokeOtherSessions;
  getMe: typeof import("@pulse/contracts/account/account").getMe;
  updateMe: typeof import("@pulse/contracts/account/account").updateMe;
  listAudit: typeof import("@pulse/contracts/account/account").listAudit;
  listApiKeys: typeof import("@pulse/contracts/account/account").listApiKeys;
  createApiKey: typeof import("@pulse/contracts/account/account").createApiKey;
  revokeApiKey: typeof import("@pulse/contracts/account/account").revokeApiKey;
  getUsage: typeof import("@pulse/contracts/billing/usage").getUsage;
  getUsageHistory: typeof import("@pulse/contracts/billing/usage").getUsageHistory;
  listGrants: typeof import("@pulse/contracts/billing/usage").listGrants;
  verifyLedger: typeof import("@pulse/contracts/billing/usage").verifyLedger;
  listConversations: typeof import("@pulse/contracts/studio/conversations").listConversations;
  getConversation: typeof import("@pulse/contracts/studio/conversations").getConversation;
  updateConversation: typeof import("@pulse/contracts/studio/conversations").updateConversation;
  deleteConversation: typeof import("@pulse/contracts/studio/conversations").deleteConversation;
}

/** Method and path of each; a test holds them against the contracts. */
export const operations: Record<keyof Operations, readonly [HttpMethod, string]> = {
  requestMagicLink: ["POST", "/v1/auth/sign-in/magic-link"],
  verifyMagicLink: ["POST", "/v1/auth/magic-link/verify"],
  signOut: ["POST", "/v1/auth/sign-out"],
  listSessions: ["GET", "/v1/auth/sessions"],
  revokeSession: ["DELETE", "/v1/auth/sessions/:id"],
  revokeOtherSessions: ["DELETE", "/v1/auth/sessions"],
  getMe: ["GET", "/v1/me"],
  updateMe: ["PATCH", "/v1/me"],
  listAudit: ["GET", "/v1/workspaces/:id/audit"],
  listApiKeys: ["GET", "/v1/api-keys"],
  createApiKey: ["POST", "/v1/api-keys"],
  revokeApiKey: ["DELETE", "/v1/api-keys/:id"],
  getUsage: ["GET", "/v1/usage"],
  getUsageHistory: ["GET", "/v1/usage/history"],
  listGrants: ["GET", "/v1/usage/grants"],
  verifyLedger: ["GET", "/v1/usage/verify"],
  listConversations: ["GET", "/v1/conversations"],
  getConversation: ["GET", "/v1/conversations/:id"],
  updateConversation: ["PATCH", "/v1/conversations/:id"],
  deleteConversation: ["DELETE", "/v1/conversations/:id"],
};
