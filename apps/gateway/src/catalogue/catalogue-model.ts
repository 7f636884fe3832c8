import { type capabilitySchema } from "@pulse/contracts/gateway/models";
import { type Bilingual } from "@pulse/contracts/locales";
import { z } from "zod";

const microUsd = z.int().min(0);

/** Micro US dollars (millionths) per million tokens of each bucket; reasoning costs what output costs. */
export const pricesSchema = z.strictObject({
  inputMicroUsd: microUsd,
  cacheReadMicroUsd: microUsd,
  cacheWriteMicroUsd: microUsd,
  outputMicroUsd: microUsd,
});
export type Prices = z.infer<typeof pricesSchema>;

/** A model as Pulse offers it. */
export interface CatalogueModel {
  /** `provider:nativeId` */
  id: string;
  /** Other names that clients use for it. */
  aliases: readonly string[];
  provider: string;
  /** The provider's own id. */
  nativeId: string;
  displayName: string;
  description: Bilingual;
  contextWindow: number;
  outputTokensMax: number;
  capabilities: readonly z.infer<typeof capabilitySchema>[];
  /** Null when nobody has said what it costs: such a model is refused, because it would be free. */
  prices: Prices | null;
  /** Some vendors charge the whole request more once its input passes a limit. */
  longPrompt: { aboveInputTokens: number; prices: Prices } | null;
  /** Seconds since 1970, as OpenAI's list has it. */
  created: number;
}
