"use client";

import { type DoneEvent } from "@pulse/contracts/gateway/runs";
import { useTranslations } from "next-intl";

interface AnswerAnnouncerProps {
  isAnswering: boolean;
  state: DoneEvent["state"] | null;
}

/** Tells screen readers when an answer begins and how it ends; never word by word. */
export function AnswerAnnouncer({ isAnswering, state }: AnswerAnnouncerProps) {
  const text = useTranslations("chat.announce");
  return (
    <output className="sr-only">
      {isAnswering ? text("answering") : state === null ? "" : text(state)}
    </output>
  );
}
