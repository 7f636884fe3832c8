import { z } from "zod";

/** Prefix of every opaque id, by the kind of thing it names. */
export const idPrefixes = {
  user: "usr",
  session: "ses",
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

/**
 * Makes an opaque id such as `cnv_8k2...`: the kind's prefix and 20 base-36 characters, the first 8 of
 * which are the time in milliseconds so that ids made later sort later and indexes stay compact.
 */
export function createId(
  kind: IdKind,
  nowMs: number = Date.now(),
  random: (bytes: number) => Uint8Array = (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
): string {
  const time = nowMs.toString(36).padStart(8, "0").slice(-8);
  const noise = Array.from(random(idLength - 8), (byte) => alphabet[byte % 36]).join("");
  return `${idPrefixes[kind]}_${time}${noise}`;
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
