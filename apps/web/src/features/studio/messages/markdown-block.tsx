import { type Root } from "mdast";
import { isValidElement, type ComponentProps, type ReactNode } from "react";
import ReactMarkdown, { type Components, type Options } from "react-markdown";
import remarkGfm from "remark-gfm";
import { BlockedImage } from "./blocked-image.tsx";
import { setBlockDirections } from "./block-direction.ts";
import { CodeBlock } from "./code-block.tsx";
import { MessageLink } from "./message-link.tsx";
import { type BlockProps } from "./markdown.tsx";

interface MarkdownBlockProps extends BlockProps {
  /** Plugins for what only some blocks hold. */
  remarkPlugins?: NonNullable<Options["remarkPlugins"]>;
  rehypePlugins?: NonNullable<Options["rehypePlugins"]>;
}

const components: Components = {
  a: ({ href, children }) => <MessageLink href={href ?? ""}>{children}</MessageLink>,
  img: ({ src, alt }) => <BlockedImage src={typeof src === "string" ? src : ""} alt={alt ?? ""} />,
  pre: ({ children }) => <Fence>{children}</Fence>,
  table: ({ dir, lang, children }) => (
    <div className="table-frame">
      <table dir={dir} lang={lang}>
        {children}
      </table>
    </div>
  ),
};

/** One block of Markdown. Raw HTML stays text; links, images, tables and fences are our own. */
export function MarkdownBlock(props: MarkdownBlockProps) {
  const { source, definitions, hint, isGrowing, remarkPlugins = [], rehypePlugins = [] } = props;
  return (
    <ReactMarkdown
      remarkPlugins={[remarkGfm, keepLineBreaks, ...remarkPlugins]}
      rehypePlugins={[...rehypePlugins, [setBlockDirections, { hint, isGrowing }]]}
      components={components}
    >
      {source + definitions}
    </ReactMarkdown>
  );
}

/** Models write `<br>` inside table cells: the one HTML tag that is understood. */
function keepLineBreaks() {
  const visit = (node: { children?: unknown[] }): void => {
    node.children?.forEach((child) => {
      if (typeof child !== "object" || child === null) return;
      const inner = child as { type: string; value?: string; children?: unknown[] };
      if (inner.type === "html" && /^<br\s*\/?>$/i.test(inner.value ?? "")) {
        inner.type = "break";
        delete inner.value;
      } else {
        visit(inner);
      }
    });
  };
  return (tree: Root): void => visit(tree);
}

function Fence({ children }: { children: ReactNode }) {
  if (!isValidElement<ComponentProps<"code">>(children)) return <pre>{children}</pre>;
  const { className, children: code } = children.props;
  const language = /language-([\w+#.-]+)/.exec(className ?? "")?.[1] ?? null;
  return <CodeBlock language={language} code={String(code ?? "").replace(/\n$/, "")} />;
}
