import { textRule } from "./rule.ts";

const variants = "(?:[\\w@\\[\\]&:/()=>*.-]+:)?";
const physical = [
  "[mp][lr]-[\\w\\[./]+",
  "(?:left|right)-(?:\\d|px|auto|full|\\[|\\()[\\w\\]./%()-]*",
  "scroll-[mp][lr]-[\\w\\[./]+",
  "text-(?:left|right)",
  "float-(?:left|right)",
  "clear-(?:left|right)",
  "rounded-(?:l|r|tl|tr|bl|br)(?:-[\\w\\[./]+)?",
  "border-[lr](?:-[\\w\\[./]+)?",
  "translate-x-[\\w\\[./]+",
  "space-x-[\\w\\[./]+",
  "divide-x(?:-[\\w\\[./]+)?",
  "tracking-[\\w\\[./]+",
];
// Whole class names only: a word of prose such as "right" or a path is no class name.
const className = new RegExp(`^!?-?${variants}!?-?(?:${physical.join("|")})!?$`);

/** Variants that name a direction make a physical utility deliberate: `ltr:`, `rtl:`. */
function isDirected(name: string): boolean {
  return /(?:^|:)(?:ltr|rtl):/.test(name);
}

/** The physical utility in a list of class names, or null. Exported for its table test. */
export function physicalUtility(text: string): string | null {
  const names = text.split(/\s+/).filter((name) => name !== "");
  return names.find((name) => className.test(name) && !isDirected(name)) ?? null;
}

/** Arabic reads from the right: utilities name start and end, never left and right. */
export const logicalDirections = textRule((text) => {
  const name = physicalUtility(text);
  return name === null ? null : `"${name}" is a physical direction: use start/end utilities.`;
});
