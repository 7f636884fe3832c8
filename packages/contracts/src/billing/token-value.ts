/**
 * What tokens are worth in micro-fils (1 fils = 1,000,000) at the add-on's price (200,000 tokens for
 * 1 JD): an indication on receipts, never a charge.
 */
export function tokensToMicroFils(tokens: number): number {
  return tokens * 5_000;
}
