import { z } from "zod";
import { type AnthropicConfig } from "../providers/anthropic/create-anthropic-provider.ts";
import { type VertexCredentials } from "../providers/google/vertex-token.ts";
import { type OpenAiConfig } from "../providers/openai/create-openai-provider.ts";
import { compatibleProvidersSchema, type CompatibleProviderSettings } from "./compatible-models.ts";

export type GoogleSettings =
  | { kind: "gemini"; baseUrl: string; apiKey: string }
  | {
      kind: "vertex";
      baseUrl: string | null;
      project: string;
      location: string;
      /** Null: application default credentials. */
      credentials: VertexCredentials | null;
    };

/** Which providers the gateway may call; a provider without a key is null and its models are not available. */
export interface ProvidersConfig {
  openai: OpenAiConfig | null;
  anthropic: AnthropicConfig | null;
  google: GoogleSettings | null;
  compatible: CompatibleProviderSettings[];
  /** Providers whose address is the simulator's; the interface says so. */
  simulated: string[];
}

const url = z.url({ protocol: /^https?$/ });
const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: "custom", message: "expected JSON" });
    return z.NEVER;
  }
});

/** The environment's variables about providers, to be spread into the gateway's own schema. */
export const providerSettings = {
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: url.default("https://api.openai.com/v1"),
  ANTHROPIC_API_KEY: z.string().optional(),
  ANTHROPIC_BASE_URL: url.default("https://api.anthropic.com"),
  GOOGLE_API_KEY: z.string().optional(),
  /** Without it, each of Google's two doors has its own address. */
  GOOGLE_BASE_URL: url.optional(),
  GOOGLE_VERTEX_PROJECT: z.string().optional(),
  GOOGLE_VERTEX_LOCATION: z.string().default("global"),
  GOOGLE_VERTEX_CLIENT_EMAIL: z.string().optional(),
  GOOGLE_VERTEX_PRIVATE_KEY: z.string().optional(),
  COMPATIBLE_PROVIDERS: json.pipe(compatibleProvidersSchema).default([]),
  SIMULATED_PROVIDERS: z.string().default(""),
};
type ProviderSettings = z.output<z.ZodObject<typeof providerSettings>>;

/** Makes the settings into choices. Vertex AI goes before the Gemini API when both are set. */
export function providersConfigOf(read: ProviderSettings): ProvidersConfig {
  const { OPENAI_API_KEY, ANTHROPIC_API_KEY } = read;
  return {
    openai:
      OPENAI_API_KEY === undefined
        ? null
        : { baseUrl: read.OPENAI_BASE_URL, apiKey: OPENAI_API_KEY },
    anthropic:
      ANTHROPIC_API_KEY === undefined
        ? null
        : { baseUrl: read.ANTHROPIC_BASE_URL, apiKey: ANTHROPIC_API_KEY },
    google: googleSettingsOf(read),
    compatible: read.COMPATIBLE_PROVIDERS,
    simulated: read.SIMULATED_PROVIDERS.split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  };
}

function googleSettingsOf(read: ProviderSettings): GoogleSettings | null {
  const { GOOGLE_VERTEX_PROJECT: project, GOOGLE_API_KEY: apiKey } = read;
  if (project !== undefined) {
    const { GOOGLE_VERTEX_CLIENT_EMAIL: clientEmail, GOOGLE_VERTEX_PRIVATE_KEY: privateKey } = read;
    return {
      kind: "vertex",
      baseUrl: read.GOOGLE_BASE_URL ?? null,
      project,
      location: read.GOOGLE_VERTEX_LOCATION,
      credentials:
        clientEmail === undefined || privateKey === undefined
          ? null
          : // Environment files carry the key's line ends as the two characters `\n`.
            { clientEmail, privateKey: privateKey.replaceAll("\\n", "\n") },
    };
  }
  if (apiKey === undefined) return null;
  const baseUrl = read.GOOGLE_BASE_URL ?? "https://generativelanguage.googleapis.com";
  return { kind: "gemini", baseUrl, apiKey };
}
