"use client";

import { useTranslations } from "next-intl";
import { type ReactNode } from "react";
import { useMe } from "../../../lib/session.ts";

const suggestions = ["write", "explain", "summarise", "plan"] as const;

/** The start of a conversation: a greeting and four ways to begin. */
export function Welcome({ onPick }: { onPick: (text: string) => void }) {
  const text = useTranslations("chat.welcome");
  const name = useMe().data?.user.name.trim() ?? "";
  return (
    <div className="flex min-h-[58dvh] animate-appear flex-col justify-center gap-6">
      <div className="space-y-1">
        <p className="text-2xl font-semibold sm:text-3xl">
          {name === "" ? text("greeting") : text.rich("greetingNamed", { name, bdi: isolated })}
        </p>
        <p className="text-base text-ink-muted">{text("line")}</p>
      </div>
      <ul className="grid gap-2 sm:grid-cols-2">
        {suggestions.map((id) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => {
                onPick(text(`suggestions.${id}.prompt`));
                document.getElementById("composer")?.focus();
              }}
              className="h-full w-full rounded-lg border border-line px-4 py-3 text-start transition-colors hover:bg-surface-hover"
            >
              <span className="block text-ui font-semibold">{text(`suggestions.${id}.title`)}</span>
              <span className="block text-sm text-ink-muted">{text(`suggestions.${id}.line`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function isolated(name: ReactNode) {
  return <bdi>{name}</bdi>;
}
