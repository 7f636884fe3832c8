"use client";

import { type Message } from "@pulse/contracts/studio/conversations";
import { RotateCcw } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useErrorCodeText } from "../../../lib/errors.ts";
import { usePaths } from "../../../lib/use-paths.ts";
import { Button } from "../../../ui/button.tsx";
import { buttonClasses } from "../../../ui/button-classes.ts";
import { classNames } from "../../../ui/class-names.ts";

interface AnswerNoticeProps {
  message: Message;
  isLast: boolean;
  onRegenerate: (() => void) | undefined;
}

/** Why an answer ended early, and the way on; nothing under an answer that is whole. */
export function AnswerNotice({ message, isLast, onRegenerate }: AnswerNoticeProps) {
  const text = useTranslations("chat");
  const errorText = useErrorCodeText();
  const paths = usePaths();
  const sentence = sentenceOf(message, text, errorText);
  if (sentence === null) return null;
  if (message.state === "stopped" || message.state === "completed") {
    return <p className="mt-3 text-sm text-ink-muted">{sentence}</p>;
  }
  const isFailed = message.state === "failed";
  return (
    <div
      role={isLast && isFailed ? "alert" : undefined}
      className={classNames(
        "mt-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg px-4 py-2.5 text-sm",
        isFailed ? "bg-negative-soft text-negative" : "bg-surface-sunken text-ink-muted",
      )}
    >
      <p className="min-w-0 flex-1 basis-60">
        {sentence}
        {isFailed && message.errorCode ? (
          <code dir="ltr" className="mx-2 inline-block font-mono text-xs">
            {message.errorCode}
          </code>
        ) : null}
      </p>
      {message.errorCode === "quota_exceeded" ? (
        <Link className={buttonClasses({ variant: "primary", size: "sm" })} href={paths.plans()}>
          {text("upgrade")}
        </Link>
      ) : null}
      {isLast && onRegenerate ? (
        <Button size="sm" onClick={onRegenerate}>
          <RotateCcw aria-hidden strokeWidth={1.75} />
          {isFailed ? text("retry") : text("regenerate")}
        </Button>
      ) : null}
    </div>
  );
}

type Text = ReturnType<typeof useTranslations<"chat">>;

function sentenceOf(
  message: Message,
  text: Text,
  errorText: (code: string) => string,
): string | null {
  if (message.state === "stopped") return text("stopped");
  if (message.state === "interrupted") return text("interrupted");
  if (message.state === "failed") return errorText(message.errorCode ?? "internal");
  if (message.finishReason === "length") return text("cutAtLimit");
  if (message.finishReason === "content_filter") return errorText("content_blocked");
  return null;
}
