"use client";

import { useTranslations } from "next-intl";
import { DirIcon } from "../../../ui/dir-icon.tsx";
import { directionOfText } from "../text/text-direction.ts";
import { usePageDirection } from "../use-page-direction.ts";

/** What a model thought aloud before answering; folded away. */
export function Reasoning({ content, isGrowing }: { content: string; isGrowing: boolean }) {
  const text = useTranslations("chat");
  const hint = usePageDirection();
  if (content === "") return null;
  return (
    <details className="group/reasoning mb-3">
      <summary className="inline-flex min-h-8 touch:min-h-11 list-none items-center gap-1 text-sm text-ink-muted hover:text-ink">
        {isGrowing ? text("reasoning.growing") : text("reasoning.done")}
        <DirIcon
          name="next"
          className="size-4 transition-transform group-open/reasoning:rotate-90"
        />
      </summary>
      <p
        dir={directionOfText(content, hint)}
        className="mt-1 border-s-2 border-line ps-4 text-base whitespace-pre-wrap text-ink-muted"
      >
        {content}
      </p>
    </details>
  );
}
