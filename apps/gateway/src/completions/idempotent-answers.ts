import { hash } from "node:crypto";
import { AppError } from "@pulse/contracts/errors";
import { type ChatCompletionResponse } from "@pulse/contracts/gateway/completions";
import { LRUCache } from "lru-cache";

interface Remembered {
  requestHash: string;
  answer: Promise<ChatCompletionResponse>;
}

/**
 * Answers to calls that carried an `Idempotency-Key`, so that a repeated call is answered again and not
 * made and charged again. Kept in this process for minutes; only answers are kept, never refusals.
 */
export class IdempotentAnswers {
  readonly #answers: LRUCache<string, Remembered>;

  constructor(options: { countMax: number; keepMs: number }) {
    this.#answers = new LRUCache({ max: options.countMax, ttl: options.keepMs });
  }

  /** Throws `conflict` when the key came with another body before. */
  async answer(
    key: { workspaceId: string; idempotencyKey: string },
    body: unknown,
    answer: () => Promise<ChatCompletionResponse>,
  ): Promise<ChatCompletionResponse> {
    const name = `${key.workspaceId} ${key.idempotencyKey}`;
    const requestHash = hash("sha256", JSON.stringify(body), "hex");
    const remembered = this.#answers.get(name);
    if (remembered && remembered.requestHash !== requestHash) {
      throw new AppError("conflict", { internal: "idempotency key with another body" });
    }
    if (remembered) return remembered.answer;
    const answering = answer();
    this.#answers.set(name, { requestHash, answer: answering });
    try {
      return await answering;
    } catch (error) {
      this.#answers.delete(name);
      throw error;
    }
  }
}
