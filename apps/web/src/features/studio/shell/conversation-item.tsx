"use client";

import { type Conversation } from "@pulse/contracts/studio/conversations";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { usePaths } from "../../../lib/use-paths.ts";
import { classNames } from "../../../ui/class-names.ts";
import { conversationIdOf } from "../chat/conversation-id.ts";
import { directionOfText } from "../text/text-direction.ts";
import { usePageDirection } from "../use-page-direction.ts";
import { ConversationMenu } from "./conversation-menu.tsx";
import { RenameField } from "./rename-field.tsx";
import { useConversationActions } from "./use-conversation-actions.ts";
import { useNavigateChat } from "./use-navigate-chat.ts";

const DeleteDialog = lazy(async () => ({
  default: (await import("./delete-dialog.tsx")).DeleteDialog,
}));

interface ConversationItemProps {
  conversation: Conversation;
  onOpen: (() => void) | undefined;
}

/** One conversation in the list: its title, and a menu to rename or delete it. */
export function ConversationItem({ conversation, onOpen }: ConversationItemProps) {
  const text = useTranslations("shell.conversations");
  const paths = usePaths();
  const navigate = useNavigateChat();
  const pageDirection = usePageDirection();
  const isCurrent = conversationIdOf(usePathname()) === conversation.id;
  const { rename, remove } = useConversationActions(conversation.id);
  const [mode, setMode] = useState<"shown" | "renaming" | "deleting">("shown");
  const title = conversation.title || text("untitled");
  if (mode === "renaming") {
    return (
      <RenameField
        title={conversation.title}
        onDone={(next) => {
          setMode("shown");
          if (next !== null) rename(next);
        }}
      />
    );
  }
  return (
    <li
      className={classNames(
        "group/item relative flex items-center rounded-md transition-colors hover:bg-surface-hover has-data-[state=open]:bg-surface-hover",
        isCurrent && "bg-surface-hover",
      )}
    >
      <Link
        href={paths.chat(conversation.id)}
        prefetch={false}
        aria-current={isCurrent ? "page" : undefined}
        onClick={(event) => {
          navigate(event);
          onOpen?.();
        }}
        className="flex min-h-9 touch:min-h-11 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-sm focus-visible:-outline-offset-2"
      >
        {conversation.isStreaming ? <AnsweringDot /> : null}
        <bdi dir={directionOfText(title, pageDirection)} className="truncate">
          {title}
        </bdi>
      </Link>
      <ConversationMenu
        title={title}
        onRename={() => setMode("renaming")}
        onDelete={() => setMode("deleting")}
      />
      {mode === "deleting" ? (
        <Suspense>
          <DeleteDialog title={title} onClose={() => setMode("shown")} onConfirm={remove} />
        </Suspense>
      ) : null}
    </li>
  );
}

function AnsweringDot() {
  const text = useTranslations("shell.conversations");
  return (
    <>
      <span aria-hidden className="size-1.5 shrink-0 animate-breathe rounded-full bg-accent" />
      <span className="sr-only">{text("answering")}</span>
    </>
  );
}
