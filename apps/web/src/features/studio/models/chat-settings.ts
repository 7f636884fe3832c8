import { type RunSettings } from "@pulse/contracts/gateway/runs";
import { useMemo } from "react";
import { useMe } from "../../../lib/session.ts";
import { useStored } from "../use-stored.ts";

export const systemPromptCharactersMax = 20_000;
export const temperatureMax = 2;

/** What stored settings mean; anything broken or out of range is left out. */
export function parseSettings(stored: string | null): RunSettings {
  const raw = parseObject(stored);
  const settings: RunSettings = {};
  const { systemPrompt, temperature, maxOutputTokens } = raw;
  if (typeof systemPrompt === "string" && systemPrompt.trim() !== "") {
    settings.systemPrompt = systemPrompt.slice(0, systemPromptCharactersMax);
  }
  if (typeof temperature === "number" && temperature >= 0 && temperature <= temperatureMax) {
    settings.temperature = temperature;
  }
  if (typeof maxOutputTokens === "number" && Number.isInteger(maxOutputTokens)) {
    if (maxOutputTokens >= 1) settings.maxOutputTokens = maxOutputTokens;
  }
  return settings;
}

function parseObject(stored: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(stored ?? "{}");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** The person's own settings in this browser, sent with every run. */
export function useChatSettings(): [RunSettings, (settings: RunSettings) => void] {
  const me = useMe();
  const [stored, setStored] = useStored(`pulse.chat-settings.${me.data?.user.id ?? ""}`);
  const settings = useMemo(() => parseSettings(stored), [stored]);
  return [settings, (next) => setStored(JSON.stringify(next))];
}
