import { countTokens as count, decode, encode } from "gpt-tokenizer/encoding/o200k_base";

// A prompt may contain `<|endoftext|>`; it is counted as the text that it is.
const asText = { disallowedSpecial: new Set<string>() };

/** Tokens of a text in OpenAI's o200k_base encoding. */
export function countTokens(text: string): number {
  return text === "" ? 0 : count(text, asText);
}

/** The longest beginning of a text that has at most `tokensMax` tokens and ends between characters. */
export function cutToTokens(text: string, tokensMax: number): string {
  const tokens = encode(text, asText);
  if (tokens.length <= tokensMax) return text;
  return decode(tokens.slice(0, tokensMax)).replace(/\uFFFD+$/, "");
}
