"use client";

import { type Model } from "@pulse/contracts/gateway/models";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useMemo, useState } from "react";
import { useErrorText } from "../../../lib/errors.ts";
import { useFormats } from "../../../lib/preferences-context.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { classNames } from "../../../ui/class-names.ts";
import { matchingModels } from "./matching-models.ts";
import { providerNames } from "./provider-names.ts";

/** What a usual question and its answer take together, for a sense of scale. */
const usualMessageTokens = 800;

interface ModelListProps {
  models: Model[];
  chosenId: string | null;
  error: unknown;
  onChoose: (modelId: string) => void;
}

/** All models by provider, with a search; arrow keys move between them. */
export function ModelList({ models, chosenId, error, onChoose }: ModelListProps) {
  const text = useTranslations("models");
  const errorText = useErrorText();
  const { number } = useFormats();
  const [search, setSearch] = useState("");
  const groups = useMemo(() => matchingModels(models, search), [models, search]);
  return (
    <div data-models className="flex min-h-0 flex-col">
      <input
        type="search"
        aria-label={text("search")}
        placeholder={text("search")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={moveFocus}
        className="h-11 w-full border-b border-line bg-transparent px-4 text-ui outline-none"
      />
      <div className="max-h-80 min-h-0 overflow-y-auto p-1.5">
        {groups.map(({ provider, models: found }) => (
          <section key={provider} aria-label={providerNames[provider] ?? provider}>
            <h3 className="px-2.5 pt-2 pb-1 text-xs text-ink-muted">
              <bdi>{providerNames[provider] ?? provider}</bdi>
            </h3>
            {found.map((model) => (
              <ModelRow
                key={model.id}
                model={model}
                isChosen={model.id === chosenId}
                onChoose={() => onChoose(model.id)}
              />
            ))}
          </section>
        ))}
        {groups.length === 0 ? (
          <p className="px-4 py-8 text-center text-sm text-ink-muted">
            {error ? errorText(error) : text("nothingFound")}
          </p>
        ) : null}
      </div>
      <p className="border-t border-line px-4 py-2 text-xs text-ink-muted">
        {text("usualMessage", { count: number(usualMessageTokens) })}
      </p>
    </div>
  );
}

interface ModelRowProps {
  model: Model;
  isChosen: boolean;
  onChoose: () => void;
}

function ModelRow({ model, isChosen, onChoose }: ModelRowProps) {
  const text = useTranslations("models");
  const locale = useLocale();
  const { number } = useFormats();
  const facts = [
    text("contextWindow", { count: number(model.contextWindow) }),
    ...model.capabilities
      .filter((capability) => capability !== "chat")
      .map((capability) => text(`capabilities.${capability}`)),
  ];
  return (
    <button
      type="button"
      data-model
      aria-pressed={isChosen}
      disabled={!model.available}
      onClick={onChoose}
      onKeyDown={moveFocus}
      className={classNames(
        "block w-full rounded-md px-2.5 py-2 text-start transition-colors focus-visible:-outline-offset-2 disabled:opacity-50",
        isChosen ? "bg-accent-soft" : "hover:bg-surface-hover",
      )}
    >
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <bdi className="text-ui font-semibold">{model.displayName}</bdi>
        {model.simulated ? <Badge variant="warning">{text("simulated")}</Badge> : null}
        {model.available ? null : <Badge variant="negative">{text("unavailable")}</Badge>}
      </span>
      <span className="block text-xs text-ink-muted">{model.description[locale]}</span>
      <span className="mt-0.5 block text-xs text-ink-muted">{facts.join("\u00A0· ")}</span>
    </button>
  );
}

/** Arrow keys walk from the search through the models. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const list = event.currentTarget.closest("[data-models]");
  const rows = [...(list?.querySelectorAll<HTMLElement>("[data-model]:not(:disabled)") ?? [])];
  const current = rows.findIndex((row) => row === document.activeElement);
  const next = event.key === "ArrowDown" ? current + 1 : current - 1;
  if (next < 0) list?.querySelector("input")?.focus();
  else rows[Math.min(next, rows.length - 1)]?.focus();
}
