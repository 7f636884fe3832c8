import { AppError } from "@pulse/contracts/errors";
import { type Identity, type Revocation } from "@pulse/contracts/internal/identity";
import { isRevocationOf } from "./revocations.ts";

interface OpenStream {
  identity: Identity;
  end: (reason: AppError) => void;
}

/** What is open now on someone's behalf, so that a revocation ends it and not only the next request. */
export class OpenStreams {
  readonly #streams = new Set<OpenStream>();

  get count(): number {
    return this.#streams.size;
  }

  /** `end` is called at most once. Returns what to call when the stream is over. */
  add(identity: Identity, end: (reason: AppError) => void): () => void {
    const stream = { identity, end };
    this.#streams.add(stream);
    return () => this.#streams.delete(stream);
  }

  endRevoked(revocation: Revocation): void {
    const reason = new AppError("unauthenticated", { internal: `revoked ${revocation.kind}` });
    for (const stream of this.#streams) {
      if (isRevocationOf(revocation, stream.identity)) this.#end(stream, reason);
    }
  }

  endAll(reason: AppError): void {
    for (const stream of this.#streams) this.#end(stream, reason);
  }

  #end(stream: OpenStream, reason: AppError): void {
    this.#streams.delete(stream);
    stream.end(reason);
  }
}
