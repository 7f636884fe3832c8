import { type QuotaResult } from "@pulse/contracts/internal/quota";

interface ModelGrant {
  order: [expiresAt: number, source: number, startsAt: number, index: number];
  amount: number;
  used: number;
  held: number;
  revoked: number;
  startsAt: number;
  expiresAt: number;
  isRevoked: boolean;
}

interface ModelHold {
  parts: { grant: ModelGrant; amount: number; charged: number }[];
  amount: number;
  state: "held" | "expired" | "done";
  leaseUntil: number;
  checkpoint: number;
  charged: number;
  overrun: number;
  late: boolean;
}

const sources = ["plan", "trial", "addOn", "adjustment"] as const;
export type ModelSource = (typeof sources)[number];

/** The ledger of one workspace and unit as plain arithmetic, for tests to compare the real one with. */
export function createQuotaModel() {
  const grants: ModelGrant[] = [];
  const holds = new Map<string, ModelHold>();

  const isOpen = (grant: ModelGrant, now: number) => grant.startsAt <= now && now < grant.expiresAt;
  const freeOf = (grant: ModelGrant) => grant.amount - grant.used - grant.held - grant.revoked;
  const spendable = (now: number) =>
    grants
      .filter((grant) => isOpen(grant, now) && !grant.isRevoked && freeOf(grant) > 0)
      .toSorted(
        (a, b) =>
          a.order.map((part, index) => part - (b.order[index] ?? 0)).find((d) => d !== 0) ?? 0,
      );
  const freeAt = (now: number) => spendable(now).reduce((sum, grant) => sum + freeOf(grant), 0);
  const giveBack = (grant: ModelGrant, amount: number) => {
    if (grant.isRevoked) grant.revoked += amount;
  };
  const settled = (hold: ModelHold): QuotaResult => ({
    outcome: "settled",
    charged: hold.charged,
    overrun: hold.overrun,
    late: hold.late,
  });

  function resolve(hold: ModelHold, charge: number, state: "expired" | "done"): void {
    let due = charge;
    for (const part of hold.parts) {
      part.charged = Math.min(due, part.amount);
      due -= part.charged;
      part.grant.held -= part.amount;
      part.grant.used += part.charged;
      giveBack(part.grant, part.amount - part.charged);
    }
    hold.charged = charge;
    hold.state = state;
  }

  function sweep(now: number): number {
    const dead = [...holds.values()].filter(
      (hold) => hold.state === "held" && hold.leaseUntil <= now,
    );
    for (const hold of dead) resolve(hold, Math.min(hold.checkpoint, hold.amount), "expired");
    return dead.length;
  }

  function correct(hold: ModelHold, truth: number, now: number): void {
    let extra = truth - hold.charged;
    for (const grant of extra > 0 ? spendable(now) : []) {
      const taken = Math.min(extra, freeOf(grant));
      if (taken === 0) continue;
      grant.used += taken;
      hold.parts.push({ grant, amount: 0, charged: taken });
      hold.charged += taken;
      extra -= taken;
    }
    for (const part of extra < 0 ? hold.parts.toReversed() : []) {
      const back = Math.min(-extra, part.charged);
      part.charged -= back;
      part.grant.used -= back;
      giveBack(part.grant, back);
      hold.charged -= back;
      extra += back;
    }
    hold.late = true;
    hold.state = "done";
  }

  return {
    grant(source: ModelSource, amount: number, startsAt: number, expiresAt: number): void {
      const order: ModelGrant["order"] = [
        expiresAt,
        sources.indexOf(source),
        startsAt,
        grants.length,
      ];
      grants.push({
        order,
        amount,
        used: 0,
        held: 0,
        revoked: 0,
        startsAt,
        expiresAt,
        isRevoked: false,
      });
    },
    revoke(index: number): void {
      const grant = grants[index];
      if (grant === undefined) return;
      grant.revoked += freeOf(grant);
      grant.isRevoked = true;
    },
    reserve(
      id: string,
      minimum: number,
      maximum: number,
      leaseMs: number,
      now: number,
    ): QuotaResult {
      const known = holds.get(id);
      if (known !== undefined) return { outcome: "held", amount: known.amount };
      if (freeAt(now) < minimum) sweep(now);
      const available = freeAt(now);
      if (available < minimum) {
        const limitSource = grants.some((grant) => isOpen(grant, now)) ? "trial" : "none";
        return { outcome: "refused", available, limitSource, resetsAt: null };
      }
      const amount = Math.min(available, maximum);
      const parts: ModelHold["parts"] = [];
      let due = amount;
      for (const grant of spendable(now)) {
        if (due === 0) break;
        const part = Math.min(due, freeOf(grant));
        grant.held += part;
        parts.push({ grant, amount: part, charged: 0 });
        due -= part;
      }
      const leaseUntil = now + leaseMs;
      holds.set(id, {
        parts,
        amount,
        state: "held",
        leaseUntil,
        checkpoint: 0,
        charged: 0,
        overrun: 0,
        late: false,
      });
      return { outcome: "held", amount };
    },
    extend(id: string, leaseMs: number, checkpoint: number, now: number): QuotaResult {
      const hold = holds.get(id);
      if (hold === undefined) return { outcome: "notFound" };
      if (hold.state !== "held") return settled(hold);
      hold.leaseUntil = Math.max(hold.leaseUntil, now + leaseMs);
      hold.checkpoint = Math.max(hold.checkpoint, checkpoint);
      return { outcome: "extended" };
    },
    settle(id: string, amount: number, now: number): QuotaResult {
      const hold = holds.get(id);
      if (hold === undefined) return { outcome: "notFound" };
      if (hold.state === "done") return settled(hold);
      const truth = Math.min(amount, hold.amount);
      if (hold.state === "held") resolve(hold, truth, "done");
      else correct(hold, truth, now);
      hold.overrun = amount - hold.charged;
      return settled(hold);
    },
    sweep,
    /** Limit, used and held of the grants that count, dead holds counted as resolved. */
    meter(now: number): { limit: number; used: number; held: number } {
      const sum = { limit: 0, used: 0, held: 0 };
      for (const grant of grants.filter((candidate) => isOpen(candidate, now))) {
        sum.limit += grant.amount - grant.revoked;
        sum.used += grant.used;
        sum.held += grant.held;
      }
      for (const hold of holds.values()) {
        if (hold.state !== "held" || hold.leaseUntil > now) continue;
        let charge = hold.checkpoint;
        for (const part of hold.parts) {
          const charged = Math.min(charge, part.amount);
          charge -= charged;
          if (!isOpen(part.grant, now)) continue;
          sum.held -= part.amount;
          sum.used += charged;
        }
      }
      return sum;
    },
  };
}
