import {
  type Identity,
  memberSubjectId,
  type Revocation,
} from "@pulse/contracts/internal/identity";
import { createLogger } from "@pulse/runtime/logger";
import { describe, expect, it, vi } from "vitest";
import { Revocations } from "./revocations.ts";

const logger = createLogger({ service: "test", level: "silent" });
const member: Identity = {
  userId: "usr_1",
  workspaceId: "ws_1",
  role: "admin",
  sessionId: "ses_1",
  apiKeyId: null,
};
const seenAtMs = 1_000_000;

/** Polls answers one after another, then stops. */
async function polled(answers: (() => { items: Revocation[]; last: number })[]) {
  const stop = new AbortController();
  const asked: number[] = [];
  const revocations = new Revocations({
    list: async (after) => {
      asked.push(after);
      const answer = answers.shift();
      if (answers.length === 0) stop.abort();
      if (!answer) throw new Error("asked once too often");
      return answer();
    },
    everyMs: 1,
    nowMs: () => seenAtMs,
    logger,
  });
  const heard = vi.fn();
  revocations.onRevoked(heard);
  await revocations.poll(stop.signal);
  return { revocations, asked, heard };
}

describe("Revocations", () => {
  it("refuses a revoked session's tokens, whenever they were signed, and nobody else's", async () => {
    const item = { kind: "session", subjectId: "ses_1" } as const;
    const { revocations, heard } = await polled([() => ({ items: [item], last: 4 })]);
    expect(heard).toHaveBeenCalledWith(item);
    expect(revocations.isRevoked(member, seenAtMs + 1)).toBe(true);
    expect(revocations.isRevoked({ ...member, sessionId: "ses_2" }, 0)).toBe(false);
  });

  it("refuses a changed member's tokens only if they were signed before the change", async () => {
    const item = { kind: "member", subjectId: memberSubjectId("ws_1", "usr_1") } as const;
    const { revocations } = await polled([() => ({ items: [item], last: 4 })]);
    expect(revocations.isRevoked(member, seenAtMs - 1)).toBe(true);
    expect(revocations.isRevoked(member, seenAtMs + 1)).toBe(false);
    expect(revocations.isRevoked({ ...member, workspaceId: "ws_2" }, 0)).toBe(false);
  });

  it("goes on after an outage from where it was", async () => {
    const item = { kind: "session", subjectId: "ses_1" } as const;
    const { revocations, asked } = await polled([
      () => ({ items: [], last: 7 }),
      () => {
        throw new Error("away");
      },
      () => ({ items: [item], last: 8 }),
    ]);
    expect(asked).toEqual([0, 7, 7]);
    expect(revocations.isRevoked(member, 0)).toBe(true);
  });
});
