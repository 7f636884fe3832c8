import { vendorModels } from "../catalogue/models.ts";
import { type ProvidersConfig } from "../catalogue/providers-config.ts";
import { createProviders } from "../providers/create-providers.ts";
import { createTransport } from "../providers/http/transport.ts";
import { createModelDirectory, type ModelDirectory } from "./model-directory.ts";

/** Opens the configured providers over one connection pool, left on the stack, and joins the catalogue to them. */
export function openModels(config: ProvidersConfig, stack: AsyncDisposableStack): ModelDirectory {
  const providers = createProviders(config, stack.use(createTransport()));
  const models = [...vendorModels, ...config.compatible.flatMap((server) => server.models)];
  return createModelDirectory(models, providers, new Set(config.simulated));
}
