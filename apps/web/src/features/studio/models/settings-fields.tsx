"use client";

import { type RunSettings } from "@pulse/contracts/gateway/runs";
import { useTranslations } from "next-intl";
import { useFormats } from "../../../lib/preferences-context.tsx";
import { Field } from "../../../ui/field.tsx";
import { Input } from "../../../ui/input.tsx";
import { Slider } from "../../../ui/slider.tsx";
import { Textarea } from "../../../ui/textarea.tsx";
import { directionOfText } from "../text/text-direction.ts";
import { usePageDirection } from "../use-page-direction.ts";
import { systemPromptCharactersMax, temperatureMax } from "./chat-settings.ts";
import { useChosenModel } from "./use-chosen-model.ts";
import { wholeNumberOf } from "./whole-number.ts";

interface SettingsFieldProps {
  settings: RunSettings;
  save: (settings: RunSettings) => void;
}

/** System prompt, temperature, output limit. */
export function SettingsFields(props: SettingsFieldProps) {
  return (
    <>
      <SystemPromptField {...props} />
      <TemperatureField {...props} />
      <OutputLimitField {...props} />
    </>
  );
}

/** What the model is told before every conversation. */
function SystemPromptField({ settings, save }: SettingsFieldProps) {
  const text = useTranslations("models.settings");
  const pageDirection = usePageDirection();
  const { systemPrompt = "" } = settings;
  return (
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
  );
}

/** From exact to varied. */
function TemperatureField({ settings, save }: SettingsFieldProps) {
  const text = useTranslations("models.settings");
  const { number } = useFormats();
  const { temperature } = settings;
  return (
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
  );
}

/** The longest answer that is wanted; empty means the model's own limit. */
function OutputLimitField({ settings, save }: SettingsFieldProps) {
  const text = useTranslations("models.settings");
  const { number } = useFormats();
  const { model } = useChosenModel();
  return (
    <Field label={text("maxOutputTokens")} help={text("maxOutputTokensHelp")}>
      {(control) => (
        <Input
          {...control}
          inputMode="numeric"
          dir="ltr"
          placeholder={model ? number(model.outputTokensMax) : text("default")}
          value={settings.maxOutputTokens ?? ""}
          onChange={(event) => {
            const { maxOutputTokens: former, ...rest } = settings;
            const max = model?.outputTokensMax ?? former ?? Number.MAX_SAFE_INTEGER;
            const value = wholeNumberOf(event.target.value, max);
            save(value === null ? rest : { ...rest, maxOutputTokens: value });
          }}
        />
      )}
    </Field>
  );
}
