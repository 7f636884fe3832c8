"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "../../../ui/icon-button.tsx";
import { useCopy } from "./use-copy.ts";

/** Copies a message's Markdown. */
export function CopyButton({ content }: { content: string }) {
  const text = useTranslations("chat");
  const { isCopied, copy } = useCopy();
  return (
    <IconButton
      label={isCopied ? text("copied") : text("copy")}
      size="sm"
      onClick={() => copy(content)}
    >
      {isCopied ? (
        <Check aria-hidden strokeWidth={1.75} />
      ) : (
        <Copy aria-hidden strokeWidth={1.75} />
      )}
    </IconButton>
  );
}
