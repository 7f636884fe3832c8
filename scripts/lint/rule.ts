/** The part of the ESLint rule API that oxlint offers and the project's rules use. */
export interface SyntaxNode {
  type: string;
  [property: string]: unknown;
}

export interface RuleContext {
  /** Absolute path of the file under inspection. */
  filename: string;
  /** Folder that holds `.oxlintrc.json`. */
  cwd: string;
  report(problem: { node: SyntaxNode; message: string }): void;
}

export interface Rule {
  create(context: RuleContext): Record<string, (node: SyntaxNode) => void>;
}

/** A rule that looks at every piece of literal text: strings, template chunks and JSX attribute values. */
export function textRule(findProblem: (text: string) => string | null): Rule {
  return {
    create(context) {
      const inspect = (node: SyntaxNode, text: unknown) => {
        if (typeof text !== "string") return;
        const message = findProblem(text);
        if (message !== null) context.report({ node, message });
      };
      return {
        Literal: (node) => inspect(node, node["value"]),
        TemplateElement: (node) => inspect(node, (node["value"] as { cooked?: unknown }).cooked),
      };
    },
  };
}
