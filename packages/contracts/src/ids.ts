import { z } from "zod";

/** Prefix of every opaque id, by the kind of thing it names. */
export const idPrefixes = {
  user: "usr",
  session: "ses",
  account: "acc",
  verification: "ver",
  subscription: "sub",
  workspace: "ws",
  member: "mbr",
  apiKey: "key",
  audit: "aud",
  grant: "grn",
  hold: "hld",
  ledgerEntry: "led",
  conversation: "cnv",
  message: "msg",
  run: "run",
  job: "job",
  request: "req",
} as const;

export type IdKind = keyof typeof idPrefixes;

const alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
const idLength = 20;

/** Random bytes made many at a time: asking for them one id at a time costs more than the id. */
const pool = new Uint8Array(4_096);
let poolUsed = pool.length;

function pooledBytes(count: number): Uint8Array {
  if (poolUsed + count > pool.length) {
    crypto.getRandomValues(pool);
    poolUsed = 0;
  }
  poolUsed += count;
  return pool.subarray(poolUsed - count, poolUsed);
}

/**
 * Makes an opaque id such as `cnv_8k2...`: the kind's prefix and 20 base-36 characters, the first 8 of
 * which are the time in milliseconds so that ids made later sort later and indexes stay compact.
 */
export function createId(
  kind: IdKind,
  nowMs: number = Date.now(),
  random: (bytes: number) => Uint8Array = pooledBytes,
): string {
  let id = `${idPrefixes[kind]}_${nowMs.toString(36).padStart(8, "0").slice(-8)}`;
  for (const byte of random(idLength - 8)) id += alphabet[byte % 36];
  return id;
}

/** A schema for an id of one kind; anything else is refused before it reaches a query. */
export function idOf(kind: IdKind) {
  return z
    .string()
    .regex(
      new RegExp(`^${idPrefixes[kind]}_[0-9a-z]{8,40}$`),
      `expected a ${idPrefixes[kind]}_ id`,
    );
}
