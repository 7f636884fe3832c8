"use client";

import { ArrowDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "../../../ui/icon-button.tsx";

/** The way back to the end for whoever has scrolled up. */
export function JumpToLatest({ isShown, onJump }: { isShown: boolean; onJump: () => void }) {
  const text = useTranslations("chat");
  if (!isShown) return null;
  return (
    <div className="pointer-events-none absolute inset-x-0 -top-13 flex justify-center">
      <IconButton
        label={text("jumpToLatest")}
        variant="secondary"
        onClick={onJump}
        className="pointer-events-auto animate-appear rounded-full shadow-float"
      >
        <ArrowDown aria-hidden strokeWidth={1.75} />
      </IconButton>
    </div>
  );
}
