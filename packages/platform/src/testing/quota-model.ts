import { type QuotaResult } from "@pulse/contracts/internal/quota";
import { type GrantSource } from "../quota/queries.ts";

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

const sources: readonly GrantSource[] = ["plan", "trial", "addOn", "adjustment"];

function isOpen(grant: ModelGrant, now: number): boolean {
  return grant.startsAt <= now && now < grant.expiresAt;
}

function freeOf(grant: ModelGrant): number {
  return grant.amount - grant.used - grant.held - grant.revoked;
}

function inSpendingOrder(a: ModelGrant, b: ModelGrant): number {
  const differences = a.order.map((part, index) => part - (b.order[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

function giveBack(grant: ModelGrant, amount: number): void {
  if (grant.isRevoked) grant.revoked += amount;
}

function settled({ charged, overrun, late }: ModelHold): QuotaResult {
  return { outcome: "settled", charged, overrun, late };
}

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

/** The ledger of one workspace and unit as plain arithmetic, for tests to compare the real one with. */
export class QuotaModel {
  readonly #grants: ModelGrant[] = [];
  readonly #holds = new Map<string, ModelHold>();

  grant(source: GrantSource, amount: number, startsAt: number, expiresAt: number): void {
    const order: ModelGrant["order"] = [
      expiresAt,
      sources.indexOf(source),
      startsAt,
      this.#grants.length,
    ];
    this.#grants.push({
      order,
      amount,
      used: 0,
      held: 0,
      revoked: 0,
      startsAt,
      expiresAt,
      isRevoked: false,
    });
  }

  revoke(index: number): void {
    const grant = this.#grants[index];
    if (grant === undefined) return;
    grant.revoked += freeOf(grant);
    grant.isRevoked = true;
  }

  reserve(id: string, minimum: number, maximum: number, leaseMs: number, now: number): QuotaResult {
    const known = this.#holds.get(id);
    if (known !== undefined) return { outcome: "held", amount: known.amount };
    if (this.#freeAt(now) < minimum) this.sweep(now);
    const available = this.#freeAt(now);
    if (available < minimum) {
      const limitSource = this.#grants.some((grant) => isOpen(grant, now)) ? "trial" : "none";
      return { outcome: "refused", available, limitSource, resetsAt: null };
    }
    const amount = Math.min(available, maximum);
    const parts: ModelHold["parts"] = [];
    let due = amount;
    for (const grant of this.#spendable(now)) {
      const part = Math.min(due, freeOf(grant));
      if (part > 0) parts.push({ grant, amount: part, charged: 0 });
      grant.held += part;
      due -= part;
    }
    const fresh = { state: "held", checkpoint: 0, charged: 0, overrun: 0, late: false } as const;
    this.#holds.set(id, { ...fresh, parts, amount, leaseUntil: now + leaseMs });
    return { outcome: "held", amount };
  }

  extend(id: string, leaseMs: number, checkpoint: number, now: number): QuotaResult {
    const hold = this.#holds.get(id);
    if (hold === undefined) return { outcome: "notFound" };
    if (hold.state !== "held") return settled(hold);
    hold.leaseUntil = Math.max(hold.leaseUntil, now + leaseMs);
    hold.checkpoint = Math.max(hold.checkpoint, checkpoint);
    return { outcome: "extended" };
  }

  settle(id: string, amount: number, now: number): QuotaResult {
    const hold = this.#holds.get(id);
    if (hold === undefined) return { outcome: "notFound" };
    if (hold.state === "done") return settled(hold);
    const truth = Math.min(amount, hold.amount);
    if (hold.state === "held") resolve(hold, truth, "done");
    else this.#correct(hold, truth, now);
    hold.overrun = amount - hold.charged;
    return settled(hold);
  }

  /** Resolves dead holds; returns how many. */
  sweep(now: number): number {
    const dead = this.#dead(now);
    for (const hold of dead) resolve(hold, Math.min(hold.checkpoint, hold.amount), "expired");
    return dead.length;
  }

  /** Limit, used and held of the grants that count, dead holds counted as resolved. */
  meter(now: number): { limit: number; used: number; held: number } {
    const sum = { limit: 0, used: 0, held: 0 };
    for (const grant of this.#grants.filter((candidate) => isOpen(candidate, now))) {
      sum.limit += grant.amount - grant.revoked;
      sum.used += grant.used;
      sum.held += grant.held;
    }
    for (const hold of this.#dead(now)) {
      let charge = hold.checkpoint;
      for (const part of hold.parts) {
        const charged = Math.min(charge, part.amount);
        charge -= charged;
        if (!isOpen(part.grant, now)) continue;
        sum.held -= part.amount;
        sum.used += charged;
        if (part.grant.isRevoked) sum.limit -= part.amount - charged;
      }
    }
    return sum;
  }

  #dead(now: number): ModelHold[] {
    return [...this.#holds.values()].filter(
      (hold) => hold.state === "held" && hold.leaseUntil <= now,
    );
  }

  #spendable(now: number): ModelGrant[] {
    return this.#grants
      .filter((grant) => isOpen(grant, now) && !grant.isRevoked && freeOf(grant) > 0)
      .toSorted(inSpendingOrder);
  }

  #freeAt(now: number): number {
    return this.#spendable(now).reduce((sum, grant) => sum + freeOf(grant), 0);
  }

  #correct(hold: ModelHold, truth: number, now: number): void {
    let extra = Math.max(0, truth - hold.charged);
    for (const grant of this.#spendable(now)) {
      const taken = Math.min(extra, freeOf(grant));
      extra -= taken;
      grant.used += taken;
      hold.charged += taken;
      hold.parts.push({ grant, amount: 0, charged: taken });
    }
    let surplus = Math.max(0, hold.charged - truth);
    for (const part of hold.parts.toReversed()) {
      const back = Math.min(surplus, part.charged);
      surplus -= back;
      part.charged -= back;
      part.grant.used -= back;
      hold.charged -= back;
      giveBack(part.grant, back);
    }
    hold.late = true;
    hold.state = "done";
  }
}
