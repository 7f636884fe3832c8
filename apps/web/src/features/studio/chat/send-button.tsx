"use client";

import { ArrowUp, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "../../../ui/icon-button.tsx";

interface SendButtonProps {
  isAnswering: boolean;
  isStopping: boolean;
  isSendable: boolean;
  onStop: () => void;
}

/** Sends, or stops the answer that is being written: one place for both. */
export function SendButton({ isAnswering, isStopping, isSendable, onStop }: SendButtonProps) {
  const text = useTranslations("chat");
  if (isAnswering) {
    return (
      <IconButton
        key="stop"
        label={isStopping ? text("stopping") : text("stop")}
        variant="secondary"
        disabled={isStopping}
        onClick={onStop}
        className="rounded-full"
      >
        <Square aria-hidden fill="currentColor" className="scale-75" />
      </IconButton>
    );
  }
  return (
    <IconButton
      key="send"
      label={text("send")}
      variant="primary"
      type="submit"
      disabled={!isSendable}
      className="rounded-full"
    >
      <ArrowUp aria-hidden strokeWidth={2} />
    </IconButton>
  );
}
