"use client";

import { SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFormats } from "../../../lib/preferences-context.tsx";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Input } from "../../../ui/input.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "../../../ui/popover.tsx";
import { Slider } from "../../../ui/slider.tsx";
import { Textarea } from "../../../ui/textarea.tsx";
import { directionOfText } from "../text/text-direction.ts";
import { usePageDirection } from "../use-page-direction.ts";
import { systemPromptCharactersMax, temperatureMax, useChatSettings } from "./chat-settings.ts";
import { useChosenModel } from "./use-chosen-model.ts";
import { wholeNumberOf } from "./whole-number.ts";

/** How the model should answer; kept for this person in this browser. */
export function ChatSettingsPanel() {
  const text = useTranslations("models.settings");
  const { number } = useFormats();
  const pageDirection = usePageDirection();
  const { model } = useChosenModel();
  const [settings, save] = useChatSettings();
  const { systemPrompt = "", temperature, maxOutputTokens } = settings;
  const isChanged = Object.keys(settings).length > 0;
  return (
    <Popover>
      <PopoverTrigger asChild>
        <IconButton label={text("title")} className={isChanged ? "text-accent" : ""}>
          <SlidersHorizontal aria-hidden strokeWidth={1.75} />
        </IconButton>
      </PopoverTrigger>
      <PopoverContent
        side="top"
        aria-label={text("title")}
        className="w-[min(24rem,calc(100vw-2rem))] space-y-5"
      >
        <h3 className="text-base font-semibold">{text("title")}</h3>
        <Field label={text("systemPrompt")} help={text("systemPromptHelp")}>
          {(control) => (
            <Textarea
              {...control}
              dir={directionOfText(systemPrompt, pageDirection, false)}
              maxLength={systemPromptCharactersMax}
              value={systemPrompt}
              onChange={(event) => save({ ...settings, systemPrompt: event.target.value })}
              className="max-h-48"
            />
          )}
        </Field>
        <Field
          label={text("temperature")}
          help={text("temperatureHelp")}
          aside={
            <span className="text-sm text-ink-muted tabular-nums">
              {temperature === undefined ? text("default") : number(temperature)}
            </span>
          }
        >
          {(control) => (
            <Slider
              {...control}
              aria-label={text("temperature")}
              min={0}
              max={temperatureMax}
              step={0.1}
              value={[temperature ?? 1]}
              onValueChange={([value]) =>
                value !== undefined && save({ ...settings, temperature: value })
              }
            />
          )}
        </Field>
        <Field label={text("maxOutputTokens")} help={text("maxOutputTokensHelp")}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              dir="ltr"
              placeholder={model ? number(model.outputTokensMax) : text("default")}
              value={maxOutputTokens ?? ""}
              onChange={(event) => {
                const { maxOutputTokens: _, ...rest } = settings;
                const value = wholeNumberOf(event.target.value, model?.outputTokensMax ?? 200_000);
                save(value === null ? rest : { ...rest, maxOutputTokens: value });
              }}
            />
          )}
        </Field>
        <div className="flex justify-end">
          <Button size="sm" disabled={!isChanged} onClick={() => save({})}>
            {text("reset")}
          </Button>
        </div>
      </PopoverContent>
    </Popover>
  );
}
