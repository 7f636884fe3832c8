"use client";

import { useTranslations } from "next-intl";
import { lazy, memo, Suspense } from "react";
import { FallbackBoundary } from "../../../ui/fallback-boundary.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";

// The server draws the rail with the page; its code comes when the page's own is at work.
const Rail = lazy(async () => ({ default: (await import("./rail.tsx")).Rail }));

interface SideRailProps {
  onHide: () => void;
  onShowShortcuts: () => void;
}

/** The rail beside the page. Memoised: a change from above before its code is here would hide what the server drew. */
export const SideRail = memo(function SideRail({ onHide, onShowShortcuts }: SideRailProps) {
  const text = useTranslations("shell");
  return (
    <aside
      aria-label={text("rail")}
      className="hidden w-70 shrink-0 flex-col border-e border-line bg-surface-sunken lg:flex"
    >
      <FallbackBoundary fallback={<RailSkeleton />}>
        <Suspense fallback={<RailSkeleton />}>
          <Rail onHide={onHide} onShowShortcuts={onShowShortcuts} />
        </Suspense>
      </FallbackBoundary>
    </aside>
  );
});

function RailSkeleton() {
  return (
    <div aria-hidden className="flex h-full flex-col gap-1 px-2.5 pt-14 pb-2.5">
      <Skeleton className="h-10" />
      <Skeleton className="h-10" />
      <Skeleton className="mt-auto h-[5.75rem]" />
      <Skeleton className="h-12" />
    </div>
  );
}
