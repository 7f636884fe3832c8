import { type z } from "zod";
import { ProviderError } from "../provider-error.ts";

/** Reads a provider's JSON leniently: unknown fields pass, a missing or mistyped one is `provider_error`. */
export function parseProviderJson<T>(schema: z.ZodType<T>, text: string): T {
  const result = schema.safeParse(jsonOrUndefined(text));
  if (result.success) return result.data;
  throw new ProviderError({
    code: "provider_error",
    internal: `the provider sent what cannot be read: ${text.slice(0, 200)}`,
    isRetryable: true,
  });
}

/** The value of a JSON text, or undefined when it is none. */
export function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
