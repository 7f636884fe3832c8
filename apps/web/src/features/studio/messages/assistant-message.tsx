"use client";

import { type Message } from "@pulse/contracts/studio/conversations";
import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { IconButton } from "../../../ui/icon-button.tsx";
import { finishedMessage } from "../runs/conversation-cache.ts";
import { useRun } from "../runs/runs-context.tsx";
import { type Direction } from "../text/text-direction.ts";
import { AnswerNotice } from "./answer-notice.tsx";
import { CopyButton } from "./copy-button.tsx";
import { Markdown } from "./markdown.tsx";
import { Reasoning } from "./reasoning.tsx";
import { ReceiptPopover } from "./receipt-popover.tsx";
import { ThinkingDots } from "./thinking-dots.tsx";
import { TurnActions } from "./turn-actions.tsx";
import { VersionArrows } from "./version-arrows.tsx";

interface AssistantMessageProps {
  message: Message;
  siblingIds: string[];
  /** Direction of the question, for an answer that says nothing yet. */
  hint: Direction;
  isLast: boolean;
  /** Absent while another answer is being written. */
  onRegenerate?: ((message: Message) => void) | undefined;
  onShowVersion: (messageId: string) => void;
}

/** An answer: plain text on the page, live while its run goes on. */
export const AssistantMessage = memo(function AssistantMessage(props: AssistantMessageProps) {
  const { siblingIds, hint, isLast, onRegenerate, onShowVersion } = props;
  const text = useTranslations("chat");
  const snapshot = useRun(props.message.state === "streaming" ? props.message.runId : null);
  const message = finishedMessage(props.message, snapshot);
  const isGrowing = message.state === "streaming";
  const regenerate = onRegenerate ? () => onRegenerate(message) : undefined;
  return (
    <article className="group/turn" aria-busy={isGrowing}>
      <h2 className="sr-only">{text("answerOf", { model: message.model ?? "" })}</h2>
      <Reasoning content={message.reasoning} isGrowing={isGrowing && message.content === ""} />
      {message.content === "" && isGrowing ? <ThinkingDots /> : null}
      <Markdown text={message.content} hint={hint} isGrowing={isGrowing} />
      <AnswerNotice message={message} isLast={isLast} onRegenerate={regenerate} />
      {isGrowing ? (
        <div className="mt-1 min-h-8" />
      ) : (
        <TurnActions isAlwaysShown={isLast}>
          <VersionArrows messageId={message.id} siblingIds={siblingIds} onShow={onShowVersion} />
          {message.content === "" ? null : <CopyButton content={message.content} />}
          {regenerate ? (
            <IconButton label={text("regenerate")} size="sm" onClick={regenerate}>
              <RotateCcw aria-hidden strokeWidth={1.75} />
            </IconButton>
          ) : null}
          <ReceiptPopover message={message} />
        </TurnActions>
      )}
    </article>
  );
});
