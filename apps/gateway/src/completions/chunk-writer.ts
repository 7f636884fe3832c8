import { type CompletionUsage } from "@pulse/contracts/gateway/completions";
import { type CompletionHead } from "./completion-shape.ts";

export const streamEnd = "data: [DONE]\n\n";

/**
 * Formats OpenAI's `chat.completion.chunk` events. What all chunks of an answer share is serialised once,
 * so that a chunk costs the quoting of its text.
 */
export class ChunkFormat {
  readonly #start: string;
  readonly #tail: string;

  constructor(head: CompletionHead, hasUsage: boolean) {
    const shared = { id: head.id, object: "chat.completion.chunk", created: head.createdS };
    this.#start = `data: ${JSON.stringify({ ...shared, model: head.model }).slice(0, -1)},`;
    // OpenAI sends `usage: null` in every chunk but the last when usage was asked for.
    this.#tail = hasUsage ? `,"usage":null}\n\n` : "}\n\n";
  }

  role(): string {
    return this.#choice(`{"role":"assistant","content":""}`);
  }

  text(text: string): string {
    return this.#choice(`{"content":${JSON.stringify(text)}}`);
  }

  reasoning(text: string): string {
    return this.#choice(`{"reasoning_content":${JSON.stringify(text)}}`);
  }

  finish(reason: string, nativeReason: string): string {
    const native = `,"native_finish_reason":${JSON.stringify(nativeReason)}`;
    return this.#choice("{}", JSON.stringify(reason), native);
  }

  usage(usage: CompletionUsage): string {
    return `${this.#start}"choices":[],"usage":${JSON.stringify(usage)}}\n\n`;
  }

  /** The last chunk of a stream that failed after its status was sent. */
  error(error: unknown): string {
    const choice = `{"index":0,"delta":{},"finish_reason":"error"}`;
    return `${this.#start}"choices":[${choice}],"error":${JSON.stringify(error)}}\n\n`;
  }

  #choice(delta: string, finishReason = "null", more = ""): string {
    const choice = `{"index":0,"delta":${delta},"logprobs":null,"finish_reason":${finishReason}${more}}`;
    return `${this.#start}"choices":[${choice}]${this.#tail}`;
  }
}
