const charactersMax = 4_096;

/** Estimates an answer's tokens as it passes, without keeping the answer. */
export class OutputMeter {
  readonly #estimateTokens: (text: string) => number;
  #pending = "";
  #tokens = 0;
  hasText = false;
  hasReasoning = false;

  constructor(estimateTokens: (text: string) => number) {
    this.#estimateTokens = estimateTokens;
  }

  get tokens(): number {
    this.#count();
    return this.#tokens;
  }

  add(kind: "text" | "reasoning", text: string): void {
    if (text === "") return;
    if (kind === "text") this.hasText = true;
    else this.hasReasoning = true;
    this.#pending += text;
    if (this.#pending.length > charactersMax) this.#count();
  }

  #count(): void {
    if (this.#pending === "") return;
    this.#tokens += this.#estimateTokens(this.#pending);
    this.#pending = "";
  }
}
