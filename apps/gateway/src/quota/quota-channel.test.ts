import { type QuotaOperation, type QuotaResult } from "@pulse/contracts/internal/quota";
import { AppError } from "@pulse/contracts/errors";
import { createLogger } from "@pulse/runtime/logger";
import { describe, expect, it, vi } from "vitest";
import { QuotaChannel } from "./quota-channel.ts";

const logger = createLogger({ service: "test", level: "silent" });
const limits = { queueMax: 100, unsettledMax: 100 };
const settlement = { workspaceId: "ws_1", holdId: "hld_1", amount: 7, estimated: false };
const reservation = {
  workspaceId: "ws_1",
  holdId: "hld_1",
  fingerprint: "hld_1",
  unit: "tokens",
  minimum: 1,
  maximum: 10,
  leaseMs: 30_000,
  model: "gpt-5-mini",
  tool: "api",
  userId: "usr_1",
  apiKeyId: null,
} as const;

/** An api that is away for its first calls. */
function apiAwayFor(count: number) {
  const booked: QuotaOperation[] = [];
  let calls = 0;
  const applyQuota = async (operations: QuotaOperation[]): Promise<QuotaResult[]> => {
    calls += 1;
    if (calls <= count) throw new AppError("unavailable");
    booked.push(...operations);
    return operations.map((operation) =>
      operation.type === "settle"
        ? { outcome: "settled", charged: operation.amount, overrun: 0, late: false }
        : { outcome: "held", amount: 10 },
    );
  };
  return { booked, applyQuota };
}

function channelTo(applyQuota: (operations: QuotaOperation[]) => Promise<QuotaResult[]>) {
  return new QuotaChannel({ applyQuota, logger, random: () => 0, ...limits });
}

describe("QuotaChannel", () => {
  it("repeats a settle until the api has booked it", async () => {
    const { booked, applyQuota } = apiAwayFor(5);
    const channel = channelTo(applyQuota);
    channel.settle(settlement);
    await channel.drain(5_000);
    expect(booked).toEqual([{ type: "settle", ...settlement }]);
    expect(channel.unsettledCount).toBe(0);
  });

  it("refuses a reserve while the api is away, and releases what may have been held", async () => {
    const { booked, applyQuota } = apiAwayFor(1);
    const channel = channelTo(applyQuota);
    await expect(channel.reserve(reservation)).rejects.toMatchObject({ code: "unavailable" });
    await channel.drain(5_000);
    expect(booked).toEqual([{ type: "settle", ...settlement, amount: 0 }]);
  });

  it("refuses reserves while too much waits to be settled", async () => {
    const channel = new QuotaChannel({
      applyQuota: () => new Promise(() => {}),
      logger,
      random: () => 0,
      queueMax: 100,
      unsettledMax: 1,
    });
    channel.settle(settlement);
    await expect(channel.reserve(reservation)).rejects.toMatchObject({ code: "unavailable" });
  });

  it("does not repeat what the api refuses", async () => {
    const applyQuota = vi.fn(async () => {
      throw new AppError("invalid_request");
    });
    const channel = channelTo(applyQuota);
    channel.settle(settlement);
    await channel.drain(5_000);
    expect(applyQuota).toHaveBeenCalledTimes(1);
  });
});
