"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useErrorText } from "../../../lib/errors.ts";
import { usePaths } from "../../../lib/use-paths.ts";
import { Button } from "../../../ui/button.tsx";
import { buttonClasses } from "../../../ui/button-classes.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { type RefusedTurn } from "./use-chat.ts";

interface RefusalProps {
  turn: RefusedTurn;
  onRetry: () => void;
  onDismiss: () => void;
}

/** A message that could not be sent: why, and the way on. Its text is back in the composer. */
export function Refusal({ turn, onRetry, onDismiss }: RefusalProps) {
  const text = useTranslations("chat");
  const errorText = useErrorText();
  const paths = usePaths();
  const isQuota = turn.error.code === "quota_exceeded";
  return (
    <div
      role="alert"
      className="mb-2 flex animate-rise flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-line bg-negative-soft px-4 py-2.5 text-sm text-negative"
    >
      <p className="min-w-0 flex-1 basis-60">
        <strong className="font-semibold">{text("notSent")}</strong> {errorText(turn.error)}
      </p>
      {isQuota ? (
        <Link className={buttonClasses({ variant: "primary", size: "sm" })} href={paths.plans()}>
          {text("upgrade")}
        </Link>
      ) : (
        <Button size="sm" onClick={onRetry}>
          {text("retry")}
        </Button>
      )}
      <IconButton
        label={text("dismiss")}
        size="sm"
        onClick={onDismiss}
        className="-me-2 text-negative"
      >
        <X aria-hidden strokeWidth={1.75} />
      </IconButton>
    </div>
  );
}
