import { describe, expect, it } from "vitest";
import { layerProblem } from "./layers.ts";
import { physicalUtility } from "./logical-directions.ts";
import { namedColour } from "./token-colours.ts";

describe("layerProblem", () => {
  it.each([
    ["apps/gateway/src/config.ts", "@pulse/db/client"],
    ["packages/platform/src/users/user.ts", "@pulse/studio/runs/start-run"],
    ["packages/contracts/src/errors.ts", "@pulse/runtime/logger"],
    ["packages/runtime/src/logger.ts", "@pulse/db/client"],
    ["apps/web/src/lib/api-client.ts", "@pulse/platform/users/user"],
    ["apps/gateway/src/main.ts", "@pulse/simulators/start-simulators"],
    ["packages/studio/src/runs/start-run.ts", "../../../platform/src/context.ts"],
  ])("refuses %s importing %s", (file, specifier) => {
    expect(layerProblem(file, specifier)).not.toBeNull();
  });

  it.each([
    ["apps/api/src/app.ts", "@pulse/studio/runs/start-run"],
    ["packages/platform/src/context.ts", "@pulse/db/client"],
    ["apps/gateway/src/providers/openai/openai.test.ts", "@pulse/simulators/start-simulators"],
    ["packages/studio/src/runs/start-run.ts", "./queries.ts"],
    ["packages/db/src/client.ts", "node:fs"],
  ])("lets %s import %s", (file, specifier) => {
    expect(layerProblem(file, specifier)).toBeNull();
  });
});

describe("physicalUtility", () => {
  it.each([
    "flex ml-2",
    "md:pr-4",
    "-ml-1",
    "left-0",
    "text-left",
    "hover:rounded-l-lg",
    "border-r",
    "space-x-2",
    "tracking-wide",
    "group-hover:translate-x-1",
    "[&>svg]:mr-2",
    "left-[3px]",
  ])("finds the physical direction in %s", (text) => {
    expect(physicalUtility(text)).not.toBeNull();
  });

  it.each([
    "ms-2 pe-4 start-0 text-start rounded-s-lg border-e",
    "rtl:translate-x-1",
    "ltr:-translate-x-1/2",
    "what is left of it",
    "/pricing-left",
    "mx-auto px-4",
    "right-to-left",
    "placeholder",
  ])("lets %s pass", (text) => {
    expect(physicalUtility(text)).toBeNull();
  });
});

describe("namedColour", () => {
  it.each(["text-red-500", "hover:bg-white", "#fff", "oklch(0.5 0.1 200)", "1px solid #a1b2c3"])(
    "finds the colour in %s",
    (text) => {
      expect(namedColour(text)).not.toBeNull();
    },
  );

  it.each(["text-ink bg-surface", "#main", "#section-2", "bg-transparent", "red", "border-line"])(
    "lets %s pass",
    (text) => {
      expect(namedColour(text)).toBeNull();
    },
  );
});
