"use client";

import { useTranslations } from "next-intl";

/** Stands where the answer will begin. */
export function ThinkingDots() {
  const text = useTranslations("chat");
  return (
    <p className="flex h-8 items-center gap-2 text-sm text-ink-muted">
      <span aria-hidden className="size-2 animate-breathe rounded-full bg-accent" />
      {text("thinking")}
    </p>
  );
}
