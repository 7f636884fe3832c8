"use client";

import { type PlanId } from "@pulse/contracts/billing/plans";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useHydrated } from "../../../lib/use-hydrated.ts";
import { usageQuery } from "../../../lib/usage-query.ts";
import { buttonClasses } from "../../../ui/button-classes.ts";

interface Props {
  planId: PlanId;
  name: string;
  supportEmail: string | null;
}

/** Marks the workspace's own plan; on the others, how to ask for them where that is possible. */
export function PlanFoot({ planId, name, supportEmail }: Props) {
  const text = useTranslations("plans");
  const usage = useQuery(usageQuery);
  const isHydrated = useHydrated();
  if (isHydrated && usage.data?.plan === planId) {
    return (
      <p className="flex min-h-10 items-center gap-2 font-semibold text-positive">
        <CircleCheck aria-hidden strokeWidth={1.75} className="size-5" />
        {text("current")}
      </p>
    );
  }
  if (supportEmail === null) return null;
  const subject = encodeURIComponent(text("requestSubject", { name }));
  return (
    <a
      className={buttonClasses({ className: "w-full" })}
      href={`mailto:${supportEmail}?subject=${subject}`}
      aria-label={text("requestLabel", { name })}
    >
      {text("request")}
    </a>
  );
}
