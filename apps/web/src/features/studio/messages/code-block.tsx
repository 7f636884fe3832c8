import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, memo, Suspense } from "react";
import { FallbackBoundary } from "../../../ui/fallback-boundary.tsx";
import { isArabicFence } from "../text/text-direction.ts";
import { useCopy } from "./use-copy.ts";

const HighlightedCode = lazy(async () => ({
  default: (await import("./highlighted-code.tsx")).HighlightedCode,
}));
/** Past this, colours cost more than they help. */
const highlightCharactersMax = 20_000;

interface CodeBlockProps {
  language: string | null;
  code: string;
}

/** A fence: its language, a copy button, colours once they are loaded. */
export const CodeBlock = memo(function CodeBlock({ language, code }: CodeBlockProps) {
  const text = useTranslations("chat");
  const { isCopied, copy } = useCopy();
  const isProse = isArabicFence(language, code);
  const isPlain = language === null || isProse || code.length > highlightCharactersMax;
  return (
    <div className="code-frame overflow-hidden rounded-lg border border-line bg-code-surface">
      <div className="flex items-center justify-between border-b border-line ps-4 pe-1.5 text-xs text-ink-muted">
        <span className="ltr-isolate font-mono">{language ?? text("code.plain")}</span>
        <button
          type="button"
          onClick={() => copy(code)}
          className="flex min-h-9 touch:min-h-11 items-center gap-1.5 rounded-sm px-2 hover:text-ink"
        >
          {isCopied ? (
            <Check aria-hidden className="size-3.5" />
          ) : (
            <Copy aria-hidden className="size-3.5" />
          )}
          {isCopied ? text("copied") : text("code.copy")}
        </button>
      </div>
      {/* Focusable, so that a keyboard can scroll a long line. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre dir={isProse ? "rtl" : "ltr"} tabIndex={0} aria-label={language ?? text("code.plain")}>
        {isPlain ? (
          <code>{code}</code>
        ) : (
          <FallbackBoundary fallback={<code>{code}</code>}>
            <Suspense fallback={<code>{code}</code>}>
              <HighlightedCode language={language} code={code} />
            </Suspense>
          </FallbackBoundary>
        )}
      </pre>
    </div>
  );
});
