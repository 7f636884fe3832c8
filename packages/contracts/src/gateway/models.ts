import { z } from "zod";
import { endpoint } from "../endpoint.ts";

export const capabilitySchema = z.enum(["chat", "vision", "reasoning", "tools", "json"]);

/** OpenAI's list shape with what a picker needs. `simulated`: answers come from the demonstration server. */
export const modelSchema = z.object({
  id: z.string(),
  object: z.literal("model"),
  created: z.int(),
  owned_by: z.string(),
  provider: z.string(),
  displayName: z.string(),
  description: z.object({ ar: z.string(), en: z.string() }),
  contextWindow: z.int(),
  outputTokensMax: z.int(),
  capabilities: z.array(capabilitySchema),
  aliases: z.array(z.string()),
  available: z.boolean(),
  simulated: z.boolean(),
});
export type Model = z.infer<typeof modelSchema>;

export const modelListSchema = z.object({ object: z.literal("list"), data: z.array(modelSchema) });

export const listModels = endpoint({
  method: "GET",
  path: "/v1/models",
  access: "viewer",
  summary: "Models of all configured providers",
  response: modelListSchema,
});
export const getModel = endpoint({
  method: "GET",
  path: "/v1/models/:id",
  access: "viewer",
  summary: "One model, by its id or an alias",
  params: z.object({ id: z.string().max(200) }),
  response: modelSchema,
});
