import { hash } from "node:crypto";
import { type Identity, type Revocation } from "@pulse/contracts/internal/identity";
import { LRUCache } from "lru-cache";
import { isRevocationOf } from "./revocations.ts";

export interface ResolvedIdentity {
  /** Null = unknown, expired or revoked. */
  identity: Identity | null;
  /** Comes with sessions only. */
  accessToken: string | null;
}

export type IdentityQuestion =
  | { kind: "apiKey"; keyHash: string }
  | { kind: "session"; cookie: string; workspaceId?: string };

interface Options {
  resolve: (question: IdentityQuestion) => Promise<ResolvedIdentity>;
  cacheMax: number;
  ttlMs: number;
}

/**
 * Asks the api who a key or a session is, and remembers the answer for seconds. Callers that ask for the
 * same at the same time share one question. Secrets are remembered by their hash only.
 */
export class Identities {
  readonly #resolve: Options["resolve"];
  readonly #known: LRUCache<string, ResolvedIdentity>;
  readonly #asked = new Map<string, Promise<ResolvedIdentity>>();

  constructor(options: Options) {
    this.#resolve = options.resolve;
    this.#known = new LRUCache({ max: options.cacheMax, ttl: options.ttlMs });
  }

  /** Throws `unavailable` when the api cannot be asked. */
  ofApiKey(key: string): ResolvedIdentity | Promise<ResolvedIdentity> {
    const keyHash = sha256(key);
    return this.#find(keyHash, { kind: "apiKey", keyHash });
  }

  /** In the session's active workspace, or in the one asked for. Throws `unavailable`. */
  ofSession(
    cookie: string,
    workspaceId: string | null,
  ): ResolvedIdentity | Promise<ResolvedIdentity> {
    const question = { kind: "session", cookie, ...(workspaceId && { workspaceId }) } as const;
    return this.#find(sha256(`${workspaceId ?? ""} ${cookie}`), question);
  }

  /** Drops the answers that a revocation makes untrue. */
  forget(revocation: Revocation): void {
    for (const [name, { identity }] of this.#known.entries()) {
      if (identity && isRevocationOf(revocation, identity)) this.#known.delete(name);
    }
  }

  #find(name: string, question: IdentityQuestion): ResolvedIdentity | Promise<ResolvedIdentity> {
    const known = this.#known.get(name);
    if (known) return known;
    const asked = this.#asked.get(name);
    if (asked) return asked;
    const asking = this.#ask(name, question);
    this.#asked.set(name, asking);
    return asking;
  }

  async #ask(name: string, question: IdentityQuestion): Promise<ResolvedIdentity> {
    try {
      const resolved = await this.#resolve(question);
      this.#known.set(name, resolved);
      return resolved;
    } finally {
      this.#asked.delete(name);
    }
  }
}

function sha256(text: string): string {
  return hash("sha256", text, "hex");
}
