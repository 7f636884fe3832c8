import { type Model } from "@pulse/contracts/gateway/models";

export interface ModelGroup {
  provider: string;
  models: Model[];
}

/** Chat models whose name, id, alias or provider holds every word of the search, by provider in catalogue order. */
export function matchingModels(models: Model[], search: string): ModelGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, Model[]>();
  for (const model of models) {
    const names = [model.displayName, model.id, model.provider, ...model.aliases]
      .join(" ")
      .toLowerCase();
    if (!model.capabilities.includes("chat") || !words.every((word) => names.includes(word)))
      continue;
    groups.set(model.provider, [...(groups.get(model.provider) ?? []), model]);
  }
  return [...groups].map(([provider, found]) => ({ provider, models: found }));
}
