"use client";

import { type Usage } from "@pulse/contracts/billing/usage";
import { useQuery } from "@tanstack/react-query";
import { FlaskConical, X } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { useFormats } from "../../../lib/preferences-context.tsx";
import { usageQuery } from "../../../lib/usage-query.ts";
import { useHydrated } from "../../../lib/use-hydrated.ts";
import { usePaths } from "../../../lib/use-paths.ts";
import { classNames } from "../../../ui/class-names.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { modelsQuery } from "../queries.ts";
import { percentOf, spentLevel } from "./meter-level.ts";

/** What everyone in the studio should know now: demonstration answers, quota nearly or quite used up. */
export function Notices() {
  const usage = useQuery(usageQuery).data;
  if (!useHydrated()) return null;
  return (
    <>
      <DemoNotice />
      {usage === undefined ? null : <QuotaNotice usage={usage} />}
    </>
  );
}

function DemoNotice() {
  const text = useTranslations("shell.notices");
  const models = useQuery(modelsQuery);
  const [isShown, setIsShown] = useState(true);
  if (!isShown || !models.data?.some(({ simulated }) => simulated)) return null;
  return (
    <Notice tone="neutral" onDismiss={() => setIsShown(false)}>
      <FlaskConical aria-hidden className="me-2 inline size-4 align-[-0.2em]" strokeWidth={1.75} />
      <span className="sm:hidden">{text("demoShort")}</span>
      <span className="max-sm:hidden">{text("demo")}</span>
    </Notice>
  );
}

function QuotaNotice({ usage }: { usage: Usage }) {
  const text = useTranslations("shell.notices");
  const paths = usePaths();
  const { date, number } = useFormats();
  const { tokens, period } = usage;
  const [dismissedLevel, setDismissedLevel] = useState<string | null>(null);
  const level = spentLevel(tokens);
  if (level === "ok" || level === dismissedLevel) return null;
  const link = (
    <Link href={paths.plans()} className="font-semibold underline underline-offset-4">
      {text("seePlans")}
    </Link>
  );
  if (level === "exhausted") {
    return (
      <Notice tone="negative">
        {period.end === null
          ? text("exhausted")
          : text("exhaustedUntil", { date: date(period.end) })}{" "}
        {link}
      </Notice>
    );
  }
  return (
    <Notice tone="warning" onDismiss={() => setDismissedLevel(level)}>
      {text("warning", {
        percent: number(percentOf(tokens.used, tokens.limit)),
        remaining: number(tokens.remaining),
      })}{" "}
      {link}
    </Notice>
  );
}

const tones = {
  neutral: "bg-surface-sunken text-ink-muted",
  warning: "bg-warning-soft text-warning",
  negative: "bg-negative-soft text-negative",
};

interface NoticeProps {
  tone: keyof typeof tones;
  onDismiss?: () => void;
  children: ReactNode;
}

function Notice({ tone, onDismiss, children }: NoticeProps) {
  const text = useTranslations("shell.notices");
  return (
    <output
      className={classNames(
        "flex items-center gap-3 border-b border-line px-4 py-1.5 text-sm",
        tones[tone],
      )}
    >
      <p className="min-w-0 flex-1 py-1 text-center text-pretty">{children}</p>
      {onDismiss ? (
        <IconButton label={text("dismiss")} size="sm" onClick={onDismiss} className="text-current">
          <X aria-hidden strokeWidth={1.75} />
        </IconButton>
      ) : null}
    </output>
  );
}
