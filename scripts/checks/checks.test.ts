import { describe, expect, it } from "vitest";
import { dependenciesOutsideCatalogue, unpinnedVersions } from "./catalogue-pins.ts";
import { mentionedPaths } from "./docs-paths.ts";
import { variablesExplained, variablesRead } from "./environment.ts";
import { messageProblems, missingPluralForms } from "./messages.ts";
import { styleProblems } from "./styles.ts";

describe("messages", () => {
  it("names keys that exist in one language only", () => {
    expect(messageProblems({ a: { b: "نعم" } }, { a: { c: "yes" } })).toEqual([
      "messages/en.json: a.b is missing",
      "messages/ar.json: a.c is missing",
    ]);
  });

  it("wants all six plural forms in Arabic and two in English", () => {
    const english = "{count, plural, one {# image} other {# images}}";
    expect(missingPluralForms(english, "en")).toEqual([]);
    expect(missingPluralForms(english, "ar")).toEqual(["zero", "two", "few", "many"]);
  });

  it("finds a plural inside another argument's branch", () => {
    const nested = "{kind, select, a {{n, plural, other {#}}} other {}}";
    expect(missingPluralForms(nested, "en")).toEqual(["one"]);
  });

  it("names messages whose arguments differ", () => {
    expect(messageProblems({ a: "{name} هنا" }, { a: "{user} is here" })).toEqual([
      "messages: a takes different arguments in the two languages",
    ]);
  });
});

describe("styles", () => {
  it.each(["a { margin-left: 1px; }", "  left: 0;", "text-align: right;", "@apply ml-2;"])(
    "refuses the physical direction in %s",
    (css) => {
      expect(styleProblems("apps/web/src/app/globals.css", css)).toHaveLength(1);
    },
  );

  it("lets only the token file name colours", () => {
    const css = "--ink: oklch(0.2 0.02 260);";
    expect(styleProblems("apps/web/src/app/globals.css", css)).toHaveLength(1);
    expect(styleProblems("apps/web/src/app/tokens.css", css)).toEqual([]);
  });

  it("lets logical properties and comments pass", () => {
    const css = "/* left: 0; #fff */\nmargin-inline-start: 1px; inset-inline-end: 0;";
    expect(styleProblems("apps/web/src/app/globals.css", css)).toEqual([]);
  });
});

describe("docs paths", () => {
  it("reads paths in code spans and relative links, not in fences or web links", () => {
    const markdown = [
      "See `docs/architecture.md` and [style](../STYLE.md#rules), `pnpm test`.",
      "```",
      "`apps/none/at-all.ts`",
      "```",
      "[web](https://example.com/docs/x.md)",
    ].join("\n");
    expect(mentionedPaths(markdown, "docs")).toEqual([
      { line: 1, path: "docs/architecture.md" },
      { line: 1, path: "STYLE.md" },
    ]);
  });
});

describe("catalogue pins", () => {
  it("names versions that are ranges", () => {
    const yaml =
      'packages:\n  - x\n\ncatalog:\n  a: 1.2.3\n  "@b/c": ^2.0.0\n  d: 1.0.0-4.abc\n\nx: 1\n';
    expect(unpinnedVersions(yaml)).toEqual([
      "pnpm-workspace.yaml: @b/c is ^2.0.0, not an exact version",
    ]);
  });

  it("names dependencies that bypass the catalogue", () => {
    const manifest = JSON.stringify({ dependencies: { zod: "4.0.0", "@pulse/db": "workspace:*" } });
    expect(dependenciesOutsideCatalogue("a/package.json", manifest)).toEqual([
      'a/package.json: zod is "4.0.0", not "catalog:"',
    ]);
  });
});

describe("settings", () => {
  it("reads the keys of a schema in capitals, and names set or commented out in the example", () => {
    expect(variablesRead("  LOG_LEVEL: level,\n  NODE_ENV: x,\n  host: read.API_HOST,\n")).toEqual([
      "LOG_LEVEL",
    ]);
    expect(variablesExplained("# About it.\nPORT=3000\n# SQS_QUEUE_PREFIX=x\n")).toEqual(
      new Set(["PORT", "SQS_QUEUE_PREFIX"]),
    );
  });
});
