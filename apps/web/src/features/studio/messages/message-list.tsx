"use client";

import { type Message } from "@pulse/contracts/studio/conversations";
import { useTranslations } from "next-intl";
import { memo, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { type Turn } from "../chat/message-tree.ts";
import { type Direction, directionOfText } from "../text/text-direction.ts";
import { usePageDirection } from "../use-page-direction.ts";
import { AssistantMessage } from "./assistant-message.tsx";
import { UserMessage } from "./user-message.tsx";

/** Older messages than these are mounted only when asked for, so that long chats stay light. */
const shownAtOnce = 40;

interface MessageListProps {
  turns: Turn[];
  /** Absent while an answer is being written. */
  onEdit?: ((message: Message, content: string) => void) | undefined;
  onRegenerate?: ((message: Message) => void) | undefined;
  onShowVersion: (messageId: string) => void;
}

/** The active branch, newest last. */
export const MessageList = memo(function MessageList(props: MessageListProps) {
  const { turns, onEdit, onRegenerate, onShowVersion } = props;
  const text = useTranslations("chat");
  const pageDirection = usePageDirection();
  const [shown, setShown] = useState(shownAtOnce);
  const hidden = Math.max(0, turns.length - shown);
  return (
    <ol className="space-y-2">
      {hidden > 0 ? (
        <li className="text-center">
          <Button size="sm" variant="quiet" onClick={() => setShown(shown + shownAtOnce)}>
            {text("showEarlier", { count: hidden })}
          </Button>
        </li>
      ) : null}
      {turns.slice(hidden).map(({ message, siblingIds }, index) => (
        <li
          key={message.id}
          className="[contain-intrinsic-size:auto_12rem] [content-visibility:auto] last:[content-visibility:visible]"
        >
          {message.role === "user" ? (
            <UserMessage
              message={message}
              siblingIds={siblingIds}
              hint={pageDirection}
              onEdit={onEdit}
              onShowVersion={onShowVersion}
            />
          ) : (
            <AssistantMessage
              message={message}
              siblingIds={siblingIds}
              hint={questionDirection(turns[hidden + index - 1], pageDirection)}
              isLast={hidden + index === turns.length - 1}
              onRegenerate={onRegenerate}
              onShowVersion={onShowVersion}
            />
          )}
        </li>
      ))}
    </ol>
  );
});

function questionDirection(question: Turn | undefined, pageDirection: Direction): Direction {
  return directionOfText(question?.message.content ?? "", pageDirection);
}
