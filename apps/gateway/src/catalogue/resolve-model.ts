import { type CatalogueModel } from "./catalogue-model.ts";

/** Every name under which a model may be asked for. */
export type ModelIndex = ReadonlyMap<string, CatalogueModel>;

/** Vendors whose models are known by how their names begin. */
const families: [RegExp, provider: string][] = [
  [/^(?:gpt-|chatgpt-|o\d)/, "openai"],
  [/^claude-/, "anthropic"],
  [/^gemini-/, "google"],
];

/** Indexes models by id and alias. Where two claim one name, an id goes before an alias and the first before the next. */
export function indexModels(models: readonly CatalogueModel[]): ModelIndex {
  const index = new Map<string, CatalogueModel>();
  const claim = (name: string, model: CatalogueModel) => {
    if (!index.has(name)) index.set(name, model);
  };
  for (const model of models) claim(model.id, model);
  for (const model of models) for (const alias of model.aliases) claim(alias, model);
  return index;
}

/**
 * The model that a client means: `provider:model`, an alias, or a bare name of a known family (`gpt-*`, `o3`,
 * `claude-*`, `gemini-*`). Null for a name that is not known and for a model without prices, which would be free.
 */
export function resolveModel(index: ModelIndex, name: string): CatalogueModel | null {
  const model = index.get(name) ?? index.get(`${familyOf(name)}:${name}`);
  return model === undefined || model.prices === null ? null : model;
}

function familyOf(name: string): string {
  return families.find(([pattern]) => pattern.test(name))?.[1] ?? "";
}
