import { type ProvidersConfig } from "../catalogue/providers-config.ts";
import { createAnthropicProvider } from "./anthropic/create-anthropic-provider.ts";
import { createCompatibleProvider } from "./compatible/create-compatible-provider.ts";
import { createGoogleProvider } from "./google/create-google-provider.ts";
import { createVertexToken } from "./google/vertex-token.ts";
import { type Transport } from "./http/transport.ts";
import { createOpenAiProvider } from "./openai/create-openai-provider.ts";
import { type ChatProvider } from "./provider.ts";

/** Every configured provider by its id, which is also the prefix of its models. */
export function createProviders(
  config: ProvidersConfig,
  transport: Transport,
): ReadonlyMap<string, ChatProvider> {
  const { openai, anthropic, google, compatible } = config;
  const providers = compatible.map((server) => createCompatibleProvider(server, transport));
  if (openai !== null) providers.push(createOpenAiProvider(openai, transport));
  if (anthropic !== null) providers.push(createAnthropicProvider(anthropic, transport));
  if (google?.kind === "gemini") providers.push(createGoogleProvider(google, transport));
  if (google?.kind === "vertex") {
    const getAccessToken = createVertexToken(google.credentials);
    providers.push(createGoogleProvider({ ...google, getAccessToken }, transport));
  }
  return new Map(providers.map((provider) => [provider.id, provider]));
}
