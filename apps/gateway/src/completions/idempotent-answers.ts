import { hash } from "node:crypto";
import { AppError } from "@pulse/contracts/errors";
import { type ChatCompletionResponse } from "@pulse/contracts/gateway/completions";
import { LRUCache } from "lru-cache";

/** An answer in one piece, or a stream's frames as they were sent. */
export type KeptAnswer = ChatCompletionResponse | string;

/** Whose key it is: the same key of another member is another key. */
export interface KeyOwner {
  workspaceId: string;
  userId: string;
  idempotencyKey: string;
}

interface Remembered {
  requestHash: string;
  answer: Promise<KeptAnswer>;
  /** Aborted when whoever made the call left before it was answered. */
  signal: AbortSignal;
}

/**
 * Answers to calls that carried an `Idempotency-Key`, so that a repeated call is answered again and not
 * made and charged again. Kept in this process for minutes; only answers are kept, never refusals.
 */
export class IdempotentAnswers {
  readonly #answers: LRUCache<string, Remembered>;

  constructor(options: { countMax: number; charactersMax: number; keepMs: number }) {
    const { countMax, charactersMax, keepMs } = options;
    this.#answers = new LRUCache({ max: countMax, maxSize: charactersMax, ttl: keepMs });
  }

  /**
   * Does `work` once for a key and tells its answer to everyone who repeats the call. Work that was given
   * up because its caller left is done anew for the next. Throws `conflict` when the key came with another
   * body before, and what `work` throws.
   */
  async answer<Answer extends KeptAnswer>(
    owner: KeyOwner,
    call: { body: unknown; signal: AbortSignal },
    work: () => Promise<Answer>,
  ): Promise<Answer> {
    const name = JSON.stringify([owner.workspaceId, owner.userId, owner.idempotencyKey]);
    const requestHash = hash("sha256", JSON.stringify(call.body), "hex");
    while (true) {
      call.signal.throwIfAborted();
      const earlier = this.#answers.get(name);
      if (!earlier) return this.#remember(name, { requestHash, signal: call.signal }, work);
      if (earlier.requestHash !== requestHash) {
        throw new AppError("conflict", { internal: "idempotency key with another body" });
      }
      try {
        // The same body asks for the same kind of answer.
        return (await earlier.answer) as Answer;
      } catch (error) {
        if (!earlier.signal.aborted) throw error;
      }
    }
  }

  async #remember<Answer extends KeptAnswer>(
    name: string,
    call: Pick<Remembered, "requestHash" | "signal">,
    work: () => Promise<Answer>,
  ): Promise<Answer> {
    const remembered = { ...call, answer: work() };
    this.#answers.set(name, remembered, { size: 1 });
    try {
      const answer = await remembered.answer;
      this.#answers.set(name, remembered, { size: charactersOf(answer) });
      return answer;
    } catch (error) {
      this.#answers.delete(name);
      throw error;
    }
  }
}

function charactersOf(answer: KeptAnswer): number {
  return typeof answer === "string" ? answer.length : JSON.stringify(answer).length;
}
