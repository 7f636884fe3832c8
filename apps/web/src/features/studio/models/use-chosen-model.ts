import { type Model } from "@pulse/contracts/gateway/models";
import { useQuery } from "@tanstack/react-query";
import { modelsQuery } from "../queries.ts";
import { useStored } from "../use-stored.ts";

interface ChosenModel {
  models: Model[];
  model: Model | null;
  choose: (modelId: string) => void;
  error: unknown;
  isLoading: boolean;
}

/** The model for the next message: the remembered choice while it is available, else the first that is. */
export function useChosenModel(): ChosenModel {
  const [stored, choose] = useStored("pulse.model");
  const query = useQuery(modelsQuery);
  const models = query.data ?? noModels;
  return {
    models,
    model: chosenModel(models, stored),
    choose,
    error: query.error,
    isLoading: query.isPending,
  };
}

const noModels: Model[] = [];

/** A remembered model that is gone or down gives way to the first chat model that answers. */
export function chosenModel(models: Model[], stored: string | null): Model | null {
  const usable = models.filter(
    ({ available, capabilities }) => available && capabilities.includes("chat"),
  );
  return usable.find(({ id }) => id === stored) ?? usable[0] ?? null;
}
