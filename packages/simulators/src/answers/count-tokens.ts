import { countTokens as count } from "gpt-tokenizer/encoding/o200k_base";

// A prompt may contain `<|endoftext|>`; it is counted as the text that it is.
const asText = { disallowedSpecial: new Set<string>() };

/** Tokens of a text in OpenAI's o200k_base encoding. */
export function countTokens(text: string): number {
  return text === "" ? 0 : count(text, asText);
}

/** A longest beginning of a text that has at most `tokensMax` tokens and ends between characters. */
export function cutToTokens(text: string, tokensMax: number): string {
  if (countTokens(text) <= tokensMax) return text;
  const characters = Array.from(text);
  const beginning = (length: number) => characters.slice(0, length).join("");
  let fits = 0;
  let exceeds = characters.length;
  while (exceeds - fits > 1) {
    const middle = Math.floor((fits + exceeds) / 2);
    if (countTokens(beginning(middle)) <= tokensMax) fits = middle;
    else exceeds = middle;
  }
  return beginning(fits);
}

/** After these line ends no token reaches over: what stands before is counted once and for all. */
const settledEnd = /[\r\n](?=[^\s/])/g;

/** Counts a growing text exactly, without counting all of it again at every piece. */
export class TokenCounter {
  #settled = 0;
  #open = "";

  add(piece: string): void {
    this.#open += piece;
    const end = [...this.#open.matchAll(settledEnd)].at(-1);
    if (end === undefined) return;
    this.#settled += countTokens(this.#open.slice(0, end.index + 1));
    this.#open = this.#open.slice(end.index + 1);
  }

  get tokens(): number {
    return this.#settled + countTokens(this.#open);
  }
}
