import { capabilitySchema } from "@pulse/contracts/gateway/models";
import { z } from "zod";
import { type CatalogueModel, pricesSchema } from "./catalogue-model.ts";

const reservedIds = new Set(["openai", "anthropic", "google"]);

const modelSchema = z.strictObject({
  /** The server's own id; Pulse offers it as `<provider>:<id>`. */
  id: z.string().min(1),
  aliases: z.array(z.string().min(1)).default([]),
  displayName: z.string().min(1).optional(),
  description: z.strictObject({ ar: z.string(), en: z.string() }).default({ ar: "", en: "" }),
  contextWindow: z.int().min(1),
  outputTokensMax: z.int().min(1),
  capabilities: z.array(capabilitySchema).default(["chat"]),
  /** A model that costs nothing says so with zeros; without prices it is refused. */
  prices: pricesSchema.nullable().default(null),
});

/** Servers that speak OpenAI's wire, as the operator lists them in `COMPATIBLE_PROVIDERS`. */
export const compatibleProvidersSchema = z.array(
  z
    .strictObject({
      id: z
        .string()
        .regex(/^[a-z][a-z0-9-]*$/, "expected lower-case letters, digits and hyphens")
        .refine((id) => !reservedIds.has(id), "this id belongs to a vendor"),
      baseUrl: z.url({ protocol: /^https?$/ }),
      apiKey: z.string().min(1).nullable().default(null),
      models: z.array(modelSchema).min(1),
    })
    .transform(({ models, ...provider }) => ({
      ...provider,
      models: models.map((model) => toCatalogueModel(provider.id, model)),
    })),
);
export type CompatibleProviderSettings = z.output<typeof compatibleProvidersSchema>[number];

function toCatalogueModel(provider: string, model: z.output<typeof modelSchema>): CatalogueModel {
  const { id: nativeId, displayName = nativeId, ...rest } = model;
  return {
    ...rest,
    id: `${provider}:${nativeId}`,
    provider,
    nativeId,
    displayName,
    longPrompt: null,
    created: 0,
  };
}
