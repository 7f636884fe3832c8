"use client";

import { type Message } from "@pulse/contracts/studio/conversations";
import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, useState } from "react";
import { IconButton } from "../../../ui/icon-button.tsx";
import { type Direction, directionOfText } from "../text/text-direction.ts";
import { withOffsets } from "../text/with-offsets.ts";
import { CopyButton } from "./copy-button.tsx";
import { MessageEditor } from "./message-editor.tsx";
import { TurnActions } from "./turn-actions.tsx";
import { VersionArrows } from "./version-arrows.tsx";

interface UserMessageProps {
  message: Message;
  siblingIds: string[];
  hint: Direction;
  /** Absent while the turn is on its way or another is being written. */
  onEdit?: ((message: Message, content: string) => void) | undefined;
  onShowVersion: (messageId: string) => void;
}

/** What a person wrote: a tinted block, its paragraphs each in their own direction. */
export const UserMessage = memo(function UserMessage(props: UserMessageProps) {
  const { message, siblingIds, hint, onEdit, onShowVersion } = props;
  const text = useTranslations("chat");
  const [isEditing, setIsEditing] = useState(false);
  if (isEditing && onEdit) {
    return (
      <MessageEditor
        initialText={message.content}
        onCancel={() => setIsEditing(false)}
        onSave={(content) => {
          setIsEditing(false);
          onEdit(message, content);
        }}
      />
    );
  }
  return (
    <div className="group/turn">
      <div className="w-fit max-w-[92%] space-y-3 rounded-xl rounded-ss-sm bg-surface-tint px-4 py-2.5 text-lg wrap-anywhere sm:max-w-[85%]">
        <h2 className="sr-only">{text("yourMessage")}</h2>
        {withOffsets(message.content.split(/\n{2,}/)).map(({ offset, piece }) => (
          <p
            key={offset}
            dir={directionOfText(piece, hint)}
            className="text-start whitespace-pre-wrap"
          >
            {piece}
          </p>
        ))}
      </div>
      <TurnActions>
        <VersionArrows messageId={message.id} siblingIds={siblingIds} onShow={onShowVersion} />
        <CopyButton content={message.content} />
        {onEdit ? (
          <IconButton label={text("edit")} size="sm" onClick={() => setIsEditing(true)}>
            <Pencil aria-hidden strokeWidth={1.75} />
          </IconButton>
        ) : null}
      </TurnActions>
    </div>
  );
});
