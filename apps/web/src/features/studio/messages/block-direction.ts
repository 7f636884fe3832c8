import { type Element, type ElementContent, type Root } from "hast";
import { type Direction, directionOfProse, proseOf } from "../text/text-direction.ts";

const silent = new Set(["code", "pre", "math", "annotation"]);

/** The words of a block that are read aloud: no code, no mathematics. */
function proseOfNode(node: ElementContent): string {
  if (node.type === "text") return node.value;
  if (node.type !== "element" || silent.has(node.tagName)) return " ";
  const { className } = node.properties;
  if (Array.isArray(className) && className.includes("katex")) return " ";
  return `${node.children.map(proseOfNode).join("")}${node.tagName === "li" || node.tagName === "td" || node.tagName === "th" ? " " : ""}`;
}

/**
 * Gives every top-level block its direction and language; never the items inside it, so that markers,
 * borders and columns keep to one side. Fences decide for themselves.
 */
export function setBlockDirections(options: { hint: Direction; isGrowing: boolean }) {
  return (tree: Root): void => {
    const blocks = tree.children.filter((node): node is Element => node.type === "element");
    for (const block of blocks) {
      if (block.tagName === "pre") continue;
      const isLast = block === blocks.at(-1);
      const prose = proseOf(proseOfNode(block));
      const direction = directionOfProse(prose, options.hint, !(options.isGrowing && isLast));
      block.properties.dir = direction;
      block.properties.lang = direction === "rtl" ? "ar" : "en";
    }
  };
}
