import { type Model } from "@pulse/contracts/gateway/models";
import { type CatalogueModel } from "../catalogue/catalogue-model.ts";
import { vendorModels } from "../catalogue/models.ts";
import { type ProvidersConfig } from "../catalogue/providers-config.ts";
import { indexModels, resolveModel } from "../catalogue/resolve-model.ts";
import { createProviders } from "../providers/create-providers.ts";
import { createTransport } from "../providers/http/transport.ts";
import { createModelDirectory, type ModelDirectory } from "./model-directory.ts";

/** Opens the configured providers over one connection pool, left on the stack, and lists every priced model. */
export function openModels(config: ProvidersConfig, stack: AsyncDisposableStack): ModelDirectory {
  const providers = createProviders(config, stack.use(createTransport()));
  const models = [...vendorModels, ...config.compatible.flatMap((server) => server.models)];
  const index = indexModels(models);
  const entries = models
    .filter((model) => model.prices !== null)
    .map((model) => {
      const { id, nativeId, contextWindow, outputTokensMax } = model;
      const provider = providers.get(model.provider);
      const isSimulated = config.simulated.includes(model.provider);
      return {
        model: publicModel(model, provider !== undefined, isSimulated),
        routed:
          provider === undefined
            ? null
            : { id, nativeId, provider, contextWindow, outputTokensMax },
      };
    });
  return createModelDirectory(entries, (name) => resolveModel(index, name)?.id ?? null);
}

function publicModel(model: CatalogueModel, available: boolean, simulated: boolean): Model {
  const { id, created, provider, displayName, description, contextWindow, outputTokensMax } = model;
  return {
    id,
    object: "model",
    created,
    owned_by: provider,
    provider,
    displayName,
    description,
    contextWindow,
    outputTokensMax,
    capabilities: [...model.capabilities],
    aliases: [...model.aliases],
    available,
    simulated,
  };
}
