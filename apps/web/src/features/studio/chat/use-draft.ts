import { type StartChatRun } from "@pulse/contracts/gateway/runs";
import { useMemo, useState } from "react";
import { readStored, useStored, writeStored } from "../use-stored.ts";

export interface Draft {
  text: string;
  set: (text: string) => void;
  /** Empties the field; the stored copy stays until the server has the message. */
  clearField: () => void;
  /** Puts a refused text back, before whatever has been typed since. */
  restore: (text: string) => void;
}

function keyOf(conversationId: string | null | undefined): string {
  return `pulse.draft.${conversationId ?? "new"}`;
}

/** What is being written in a conversation, kept in this browser through reloads and failures. */
export function useDraft(conversationId: string | null): Draft {
  const key = keyOf(conversationId);
  const [stored] = useStored(key);
  const [typed, setTyped] = useState<{ key: string; text: string } | null>(null);
  const text = typed?.key === key ? typed.text : (stored ?? "");
  return useMemo(
    () => ({
      text,
      set: (next) => {
        setTyped({ key, text: next });
        writeStored(key, next === "" ? null : next);
      },
      clearField: () => setTyped({ key, text: "" }),
      restore: (refused) => {
        const next = text.trim() === "" || text === refused ? refused : `${refused}\n\n${text}`;
        setTyped({ key, text: next });
        writeStored(key, next);
      },
    }),
    [key, text],
  );
}

/** Drops the stored copy of a message that the server has, unless something newer has taken its place. */
export function forgetSentDraft(request: StartChatRun): void {
  const key = keyOf(request.conversationId);
  if (readStored(key)?.trim() === request.content) writeStored(key, null);
}
