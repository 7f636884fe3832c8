import { type Model } from "@pulse/contracts/gateway/models";
import { describe, expect, it } from "vitest";
import { parseSettings } from "./chat-settings.ts";
import { matchingModels } from "./matching-models.ts";
import { chosenModel } from "./use-chosen-model.ts";

function model(id: string, change: Partial<Model> = {}): Model {
  const provider = id.split(":")[0] ?? "";
  return {
    id,
    object: "model",
    created: 0,
    owned_by: provider,
    provider,
    displayName: id,
    description: { ar: "", en: "" },
    contextWindow: 100_000,
    outputTokensMax: 1_000,
    capabilities: ["chat"],
    aliases: [],
    available: true,
    simulated: false,
    ...change,
  };
}
const models = [model("openai:gpt"), model("anthropic:claude"), model("openai:mini")];

describe("the model list", () => {
  it("groups by provider and finds by every word", () => {
    expect(matchingModels(models, "").map((group) => group.models.length)).toEqual([2, 1]);
    expect(matchingModels(models, "mini OPENAI")).toEqual([
      { provider: "openai", models: [models[2]] },
    ]);
    expect(matchingModels(models, "nothing")).toEqual([]);
  });
});

describe("the chosen model", () => {
  it("is the remembered one while it is available", () => {
    expect(chosenModel(models, "anthropic:claude")?.id).toBe("anthropic:claude");
  });
  it("is the first that answers when the remembered one is gone or down", () => {
    expect(chosenModel(models, "gone")?.id).toBe("openai:gpt");
    expect(chosenModel([model("a:x", { available: false }), ...models], "a:x")?.id).toBe(
      "openai:gpt",
    );
    expect(chosenModel([], null)).toBeNull();
  });
});

describe("stored settings", () => {
  it("keep what is in range and drop the rest", () => {
    expect(parseSettings('{"temperature":0.5,"maxOutputTokens":100,"systemPrompt":"نعم"}')).toEqual(
      {
        temperature: 0.5,
        maxOutputTokens: 100,
        systemPrompt: "نعم",
      },
    );
    expect(
      parseSettings('{"temperature":9,"maxOutputTokens":-1,"systemPrompt":" ","other":1}'),
    ).toEqual({});
  });
  it("are empty when broken", () => {
    expect(parseSettings("{")).toEqual({});
    expect(parseSettings("[1]")).toEqual({});
    expect(parseSettings(null)).toEqual({});
  });
});
