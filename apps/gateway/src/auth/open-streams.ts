import { type Identity, type Revocation } from "@pulse/contracts/internal/identity";
import { isRevocationOf } from "./revocations.ts";

interface OpenStream {
  identity: Identity;
  end: () => void;
}

/** Streams that are open now, so that a revocation ends them and not only the next request. */
export class OpenStreams {
  readonly #streams = new Set<OpenStream>();

  get count(): number {
    return this.#streams.size;
  }

  /** `end` is called once when the identity is revoked. Returns what to call when the stream is over. */
  add(identity: Identity, end: () => void): () => void {
    const stream = { identity, end };
    this.#streams.add(stream);
    return () => this.#streams.delete(stream);
  }

  endRevoked(revocation: Revocation): void {
    for (const stream of this.#streams) {
      if (!isRevocationOf(revocation, stream.identity)) continue;
      this.#streams.delete(stream);
      stream.end();
    }
  }
}
