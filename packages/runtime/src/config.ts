import { z } from "zod";

/** The environment is not fit to start with; the message is one line that names the variable. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

/**
 * Reads settings out of an environment; a variable that is set to nothing counts as missing.
 * Throws `ConfigurationError` naming every variable that is missing or wrong, never a value.
 */
export function parseEnvironment<Schema extends z.ZodType>(
  schema: Schema,
  environment: Record<string, string | undefined>,
): z.output<Schema> {
  const given = Object.entries(environment).filter(([, value]) => value?.trim());
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => describeIssue(issue, environment));
  throw new ConfigurationError([...new Set(problems)].join("; "));
}

function describeIssue(
  issue: z.core.$ZodIssue,
  environment: Record<string, string | undefined>,
): string {
  const name = String(issue.path[0] ?? "the environment");
  return environment[name]?.trim()
    ? `${name} is not valid: ${issue.message}`
    : `${name} is missing or empty`;
}

export const portSetting = z.coerce.number().int().min(0).max(65_535);
export const millisecondsSetting = z.coerce.number().int().min(0);
export const countSetting = z.coerce.number().int().min(1);
/** A secret between services: at least 32 characters, so that an example value does not pass. */
export const secretSetting = z.string().min(32, "expected at least 32 characters");
export const logLevelSetting = z
  .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"])
  .default("info");
/** An http(s) origin without a path, such as `https://pulse.example`. */
export const originSetting = z
  .url({ protocol: /^https?$/ })
  .transform((address) => new URL(address).origin);
/** Comma-separated addresses or CIDR blocks of the proxies whose forwarding headers count. */
export const trustedProxiesSetting = z
  .string()
  .default("loopback")
  .transform((list) => list.split(",").map((block) => block.trim()));
