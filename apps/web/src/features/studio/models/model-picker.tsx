"use client";

import { type Model } from "@pulse/contracts/gateway/models";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Popover, PopoverContent, PopoverTrigger } from "../../../ui/popover.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useChosenModel } from "./use-chosen-model.ts";

const ModelList = lazy(async () => ({ default: (await import("./model-list.tsx")).ModelList }));

/** The chip that names the model and opens the list of all. */
export function ModelPicker() {
  const text = useTranslations("models");
  const { models, model, choose, error, isLoading } = useChosenModel();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover open={isOpen} onOpenChange={setIsOpen}>
      <PopoverTrigger
        id="model-picker"
        aria-label={text("choose", { model: model?.displayName ?? text("none") })}
        className="flex h-9 touch:h-11 min-w-0 items-center gap-1 rounded-md px-2.5 text-sm text-ink-muted transition-colors hover:bg-surface-hover hover:text-ink data-[state=open]:bg-surface-hover"
      >
        <bdi className="truncate">{labelOf(model, isLoading, text)}</bdi>
        <ChevronDown aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
      </PopoverTrigger>
      <PopoverContent
        side="top"
        aria-label={text("title")}
        className="flex w-[min(26rem,calc(100vw-2rem))] flex-col overflow-hidden p-0"
      >
        <Suspense fallback={<Skeleton className="h-96" />}>
          <ModelList
            models={models}
            chosenId={model?.id ?? null}
            error={error}
            onChoose={(modelId) => {
              choose(modelId);
              setIsOpen(false);
            }}
          />
        </Suspense>
      </PopoverContent>
    </Popover>
  );
}

function labelOf(
  model: Model | null,
  isLoading: boolean,
  text: (key: "loading" | "none") => string,
) {
  if (model !== null) return model.displayName;
  return isLoading ? text("loading") : text("none");
}
