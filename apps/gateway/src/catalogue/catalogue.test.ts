import { parseEnvironment } from "@pulse/runtime/config";
import { z } from "zod";
import { describe, expect, it } from "vitest";
import { vendorModels } from "./models.ts";
import { providersConfigOf, providerSettings } from "./providers-config.ts";
import { indexModels, resolveModel } from "./resolve-model.ts";

function read(environment: Record<string, string>) {
  return providersConfigOf(parseEnvironment(z.object(providerSettings), environment));
}

const local = {
  id: "ollama",
  baseUrl: "http://127.0.0.1:11434/v1",
  models: [
    {
      id: "qwen3:8b",
      contextWindow: 32_768,
      outputTokensMax: 8_192,
      prices: { inputMicroUsd: 0, cacheReadMicroUsd: 0, cacheWriteMicroUsd: 0, outputMicroUsd: 0 },
    },
    { id: "unpriced", aliases: ["mystery"], contextWindow: 8_192, outputTokensMax: 1_024 },
  ],
};

describe("vendorModels", () => {
  it("gives every model a price, room to answer and a line in both languages", () => {
    for (const model of vendorModels) {
      expect(model.prices, model.id).not.toBeNull();
      expect(Math.min(...Object.values(model.prices ?? {})), model.id).toBeGreaterThan(0);
      expect(model.outputTokensMax, model.id).toBeLessThan(model.contextWindow);
      expect(model.description.ar, model.id).toMatch(/\p{Script=Arabic}/u);
      expect(model.description.en, model.id).not.toMatch(/\p{Script=Arabic}/u);
      expect(Number.isInteger(model.created), model.id).toBe(true);
    }
  });

  it("names no model twice", () => {
    const names = vendorModels.flatMap((model) => [model.id, ...model.aliases]);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("resolveModel", () => {
  const { compatible } = read({ COMPATIBLE_PROVIDERS: JSON.stringify([local]) });
  const index = indexModels([...vendorModels, ...compatible.flatMap(({ models }) => models)]);

  it.each([
    ["openai:gpt-4.1-mini", "openai:gpt-4.1-mini"],
    ["gpt-4.1-mini", "openai:gpt-4.1-mini"],
    ["gpt-4.1-mini-2025-04-14", "openai:gpt-4.1-mini"],
    ["claude-sonnet-5-5", "anthropic:claude-sonnet-5-5"],
    ["google:gemini-3.8-flash", "google:gemini-3.8-flash"],
    ["ollama:qwen3:8b", "ollama:qwen3:8b"],
  ])("takes %s for %s", (name, id) => {
    expect(resolveModel(index, name)?.id).toBe(id);
  });

  it.each([
    "gpt-9",
    "openai:claude-sonnet-5-5",
    "o3",
    "qwen3:8b",
    "",
    "openai:",
    "constructor",
    "ollama:unpriced",
    "mystery",
  ])("refuses %s rather than serve it free", (name) => {
    expect(resolveModel(index, name)).toBeNull();
  });

  it("lets no alias take the place of another model's id", () => {
    const [first, second] = vendorModels;
    if (first === undefined || second === undefined) throw new Error("no models");
    const thief = { ...first, aliases: [second.id] };
    expect(resolveModel(indexModels([thief, second]), second.id)).toBe(second);
  });
});

describe("providersConfigOf", () => {
  it("leaves a provider without a key out", () => {
    expect(read({})).toEqual({
      openai: null,
      anthropic: null,
      google: null,
      compatible: [],
      simulated: [],
    });
  });

  it("takes the simulators' addresses and says who is simulated", () => {
    const config = read({
      OPENAI_API_KEY: "simulated",
      OPENAI_BASE_URL: "http://127.0.0.1:9/v1",
      SIMULATED_PROVIDERS: "openai, google",
    });
    expect(config.openai).toEqual({ baseUrl: "http://127.0.0.1:9/v1", apiKey: "simulated" });
    expect(config.simulated).toEqual(["openai", "google"]);
  });

  it("prefers Vertex AI and mends the key's line ends", () => {
    const config = read({
      GOOGLE_API_KEY: "key",
      GOOGLE_VERTEX_PROJECT: "pulse",
      GOOGLE_VERTEX_CLIENT_EMAIL: "a@b",
      GOOGLE_VERTEX_PRIVATE_KEY: "one\\ntwo",
    });
    expect(config.google).toEqual({
      kind: "vertex",
      baseUrl: null,
      project: "pulse",
      location: "global",
      credentials: { clientEmail: "a@b", privateKey: "one\ntwo" },
    });
  });

  it.each([
    ["{", "JSON"],
    ['[{"id":"openai","baseUrl":"http://x/v1","models":[]}]', "vendor"],
    ['[{"id":"a","baseUrl":"file:///x","models":[]}]', "URL"],
    [JSON.stringify([{ ...local, surprise: true }]), "surprise"],
  ])("refuses to start with %s, naming the variable", (value, word) => {
    expect(() => read({ COMPATIBLE_PROVIDERS: value })).toThrow(
      new RegExp(`COMPATIBLE_PROVIDERS.*${word}`),
    );
  });
});
