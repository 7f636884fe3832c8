import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitBlocks } from "./split-blocks.ts";

const pieces = [
  "فقرة أولى فيها كلام\n",
  "A paragraph of words\n",
  "\n",
  "- عنصر\n",
  "  تتمة العنصر\n",
  "1. first\n",
  "```ts\n",
  "```\n",
  "~~~\n",
  "const x = 1;\n",
  "$$\n",
  "x^2\n",
  "| a | b |\n|---|---|\n| 1 | 2 |\n",
  "> اقتباس\n",
  "# عنوان\n",
  "---\n",
];
const markdown = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 8 })), { maxLength: 30 })
  .map((parts) => parts.join(""));

describe("splitting Markdown into blocks", () => {
  it("separates paragraphs at blank lines", () => {
    expect(splitBlocks("واحد\n\nاثنان\n\nثلاثة")).toEqual(["واحد\n\n", "اثنان\n\n", "ثلاثة"]);
  });
  it("keeps a fence with blank lines whole", () => {
    expect(splitBlocks("```ts\na\n\nb\n```\n\nafter")).toEqual(["```ts\na\n\nb\n```\n\n", "after"]);
  });
  it("keeps a loose list whole", () => {
    const list = "1. واحد\n\n   تتمة\n\n2. اثنان\n\n";
    expect(splitBlocks(`${list}بعدها`)).toEqual([list, "بعدها"]);
  });
  it("keeps display mathematics whole", () => {
    expect(splitBlocks("$$\na\n\nb\n$$\n\nx")).toEqual(["$$\na\n\nb\n$$\n\n", "x"]);
  });

  it("loses and adds nothing", () => {
    fc.assert(fc.property(markdown, (source) => splitBlocks(source).join("") === source));
  });
  it("never changes a block that another has followed", () => {
    fc.assert(
      fc.property(markdown, fc.nat(), (source, cut) => {
        const whole = splitBlocks(source);
        const closed = splitBlocks(source.slice(0, cut % (source.length + 1))).slice(0, -1);
        expect(whole.slice(0, closed.length)).toEqual(closed);
      }),
      { numRuns: 2000 },
    );
  });
});
