import { AppError } from "@pulse/contracts/errors";
import { type Model } from "@pulse/contracts/gateway/models";
import { type RoutedModel } from "./route-model.ts";

/** A model as callers see it, and where its calls go; null when its provider is not configured. */
export interface DirectoryEntry {
  model: Model;
  routed: RoutedModel | null;
}

/** The models of this gateway. */
export interface ModelDirectory {
  list: () => Model[];
  /** By id, alias or `provider:id`. Throws `model_not_found`. */
  get: (name: string) => Model;
  /** Throws `model_not_found` also for a model whose provider is not configured. */
  route: (name: string) => RoutedModel;
}

/** `idOf` finds the catalogue's id of a name; null for an unknown one. */
export function createModelDirectory(
  entries: readonly DirectoryEntry[],
  idOf: (name: string) => string | null,
): ModelDirectory {
  const byId = new Map(entries.map((entry) => [entry.model.id, entry]));
  const find = (name: string): DirectoryEntry => {
    const entry = byId.get(idOf(name) ?? "");
    if (entry) return entry;
    throw refused(`no model ${name}`);
  };
  return {
    list: () => entries.map((entry) => entry.model),
    get: (name) => find(name).model,
    route: (name) => {
      const { routed } = find(name);
      if (routed) return routed;
      throw refused(`the provider of ${name} is not configured`);
    },
  };
}

function refused(internal: string): AppError {
  const fields = [{ path: "model", message: "unknown model" }];
  return new AppError("model_not_found", { internal, details: { fields } });
}
