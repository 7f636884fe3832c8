import "katex/dist/katex.min.css";
import rehypeKatex from "rehype-katex";
import remarkMath from "remark-math";
import { mathMarks } from "../text/math-marks.ts";
import { type BlockProps } from "./markdown.tsx";
import { MarkdownBlock } from "./markdown-block.tsx";

const katexOptions = {
  trust: false,
  maxExpand: 200,
  maxSize: 20,
  strict: false,
  throwOnError: false,
};

/** A block that may hold mathematics. */
export function MathBlock(props: BlockProps) {
  return (
    <MarkdownBlock
      {...props}
      source={mathMarks(props.source)}
      remarkPlugins={[remarkMath]}
      rehypePlugins={[[rehypeKatex, katexOptions]]}
    />
  );
}
