/** The workspace of jobs that belong to nobody's: sign-in mail is written before its reader has one. */
export const systemWorkspaceId = "ws_00000000000000000000";
