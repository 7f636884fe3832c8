"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useFormats } from "../../../lib/preferences-context.tsx";
import { usageQuery } from "../../../lib/usage-query.ts";
import { useHydrated } from "../../../lib/use-hydrated.ts";
import { MeterBar } from "../../../ui/meter-bar.tsx";
import { levelInks, percentOf, spentLevel } from "./meter-level.ts";

/** The tokens that are left, in a line and a bar. */
export function MeterChip() {
  const text = useTranslations("shell.meter");
  const { number } = useFormats();
  const usage = useQuery(usageQuery).data;
  const isHydrated = useHydrated();
  if (!isHydrated || usage === undefined) return null;
  const { tokens } = usage;
  const level = spentLevel(tokens);
  const chip = text("chip", { remaining: number(tokens.remaining) });
  return (
    <>
      <span className={`tabular-nums ${levelInks[level]}`}>{chip}</span>
      <MeterBar
        percent={percentOf(tokens.used, tokens.limit)}
        heldPercent={percentOf(tokens.held, tokens.limit)}
        level={level}
        label={chip}
      />
    </>
  );
}
