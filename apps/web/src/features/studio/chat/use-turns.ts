import { type StartChatRun } from "@pulse/contracts/gateway/runs";
import { type Model } from "@pulse/contracts/gateway/models";
import { type ConversationDetail, type Message } from "@pulse/contracts/studio/conversations";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { callApi } from "../../../lib/api-client.ts";
import { useChatSettings } from "../models/chat-settings.ts";
import { conversationKeys } from "../queries.ts";
import { useRuns } from "../runs/runs-context.tsx";
import { leafBelow } from "./message-tree.ts";

interface TurnActions {
  /** Asks below a message; null starts a conversation's tree. */
  send: (content: string, parentId: string | null) => void;
  /** Asks again beside the message, which stays. */
  edit: (message: Message, content: string) => void;
  /** Answers the same question once more, beside the answer. */
  regenerate: (answer: Message) => void;
  /** Turns to another version of a message and remembers it. */
  showVersion: (messageId: string) => void;
  /** Sends a refused turn again. */
  resend: (request: StartChatRun, parentId: string | null) => void;
}

/** What a person can do with the turns of a conversation. */
export function useTurns(conversationId: string | null, model: Model | null): TurnActions {
  const { registry, pending } = useRuns();
  const client = useQueryClient();
  const [settings] = useChatSettings();

  const resend = useCallback(
    (request: StartChatRun, parentId: string | null) => {
      const key = newKey();
      const session = registry.start(request, key);
      pending.add({ key, request, parentId, session, startedConversationId: null });
    },
    [registry, pending],
  );

  const start = useCallback(
    (content: string | null, parentId: string | null) => {
      if (model === null) return;
      resend(
        {
          model: model.id,
          ...(conversationId === null ? {} : { conversationId, parentId }),
          ...(content === null ? {} : { content }),
          ...(Object.keys(settings).length === 0 ? {} : { settings }),
        },
        parentId,
      );
    },
    [conversationId, model, resend, settings],
  );

  const showVersion = useCallback(
    (messageId: string) => {
      if (conversationId === null) return;
      const key = conversationKeys.detail(conversationId);
      const detail = client.getQueryData<ConversationDetail>(key);
      if (detail === undefined) return;
      const activeLeafId = leafBelow(detail.messages, messageId);
      client.setQueryData<ConversationDetail>(key, { ...detail, activeLeafId });
      // The choice is shown at once; if it cannot be kept, the next visit shows the former branch.
      void callApi("updateConversation", {
        params: { id: conversationId },
        body: { activeLeafId },
      }).catch(() => undefined);
    },
    [client, conversationId],
  );

  return {
    send: start,
    edit: useCallback((message, content) => start(content, message.parentId), [start]),
    regenerate: useCallback((answer) => start(null, answer.parentId), [start]),
    showVersion,
    resend,
  };
}

/** A fresh idempotency key; works without a secure context too. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
