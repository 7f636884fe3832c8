"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "../../../ui/button.tsx";

const shownMs = 2000;

/** Copies a text and says so in its place; `label` names what is copied. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const common = useTranslations("common");
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <Button
      size="sm"
      aria-label={`${common(isCopied ? "copied" : "copy")}: ${label}`}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {isCopied ? (
        <Check aria-hidden strokeWidth={1.75} />
      ) : (
        <Copy aria-hidden strokeWidth={1.75} />
      )}
      {common(isCopied ? "copied" : "copy")}
    </Button>
  );
}
