import { basename } from "node:path";
import { type Rule, type SyntaxNode } from "./rule.ts";

/** Import the file that defines the thing: no `index.ts`, no file that only passes others' exports on. */
export const noBarrels: Rule = {
  create(context) {
    const reExport = (node: SyntaxNode) => {
      if (node["source"] === null || node["source"] === undefined) return;
      context.report({ node, message: "Re-export: import from the file that defines it instead." });
    };
    return {
      Program(node) {
        if (/^index\.tsx?$/.test(basename(context.filename))) {
          context.report({ node, message: "No index files: name the file after what it holds." });
        }
      },
      ExportAllDeclaration: reExport,
      ExportNamedDeclaration: reExport,
    };
  },
};
