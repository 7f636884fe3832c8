"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect } from "react";
import { usePreloadedMarkdown } from "../messages/markdown.tsx";
import { MessageList } from "../messages/message-list.tsx";
import { AnswerAnnouncer } from "./answer-announcer.tsx";
import { Composer } from "./composer.tsx";
import { ConversationError } from "./conversation-error.tsx";
import { ConversationSkeleton } from "./conversation-skeleton.tsx";
import { JumpToLatest } from "./jump-to-latest.tsx";
import { Refusal } from "./refusal.tsx";
import { useConversation, useCurrentRun, useSending } from "./use-chat.ts";
import { useDraft } from "./use-draft.ts";
import { useStickToBottom } from "./use-stick-to-bottom.ts";
import { Welcome } from "./welcome.tsx";

/** A conversation, or the start of one. */
export function ChatScreen() {
  const text = useTranslations("chat");
  const conversation = useConversation();
  const { conversationId, detail, pending, query, turns } = conversation;
  const run = useCurrentRun(conversation);
  const draft = useDraft(conversationId);
  const { actions, refused, send, retry, dismiss } = useSending(conversation, draft);
  const { scrollRef, contentRef, isAtBottom, scrollToBottom } = useStickToBottom();
  useEffect(scrollToBottom, [conversationId, scrollToBottom]);
  usePreloadedMarkdown(conversationId !== null || draft.text !== "");

  const sendAndFollow = useCallback(
    (content: string) => {
      send(content);
      scrollToBottom();
    },
    [send, scrollToBottom],
  );

  const isUnreachable = conversationId !== null && query.isError && !detail;
  return (
    <div
      ref={scrollRef}
      className="relative flex min-h-0 flex-1 flex-col overflow-y-auto overscroll-contain"
    >
      <h1 className="sr-only">{detail?.conversation.title || text("newChat")}</h1>
      <div ref={contentRef} className="mx-auto w-full max-w-[48rem] flex-1 px-4 pt-6 pb-8">
        {isUnreachable ? (
          <ConversationError error={query.error} onRetry={() => void query.refetch()} />
        ) : null}
        {conversationId === null && pending === null ? <Welcome onPick={draft.set} /> : null}
        {query.isLoading ? <ConversationSkeleton /> : null}
        <MessageList
          turns={turns}
          onEdit={run.isAnswering ? undefined : actions.edit}
          onRegenerate={run.isAnswering ? undefined : actions.regenerate}
          onShowVersion={actions.showVersion}
        />
      </div>
      {isUnreachable ? null : (
        <div className="sticky bottom-0 z-10 bg-linear-to-t from-surface from-70% to-transparent px-4 pb-safe">
          <div className="relative mx-auto w-full max-w-[48rem]">
            <JumpToLatest isShown={!isAtBottom} onJump={scrollToBottom} />
            {refused ? (
              <Refusal turn={refused} onRetry={() => retry(refused)} onDismiss={dismiss} />
            ) : null}
            <Composer
              draft={draft}
              isAnswering={run.isAnswering}
              isStopping={run.snapshot?.isStopping ?? false}
              isOffline={run.isAnswering && run.snapshot?.connection === "waiting"}
              onSend={sendAndFollow}
              onStop={run.stop}
            />
          </div>
        </div>
      )}
      <AnswerAnnouncer state={run.snapshot?.done?.state ?? null} isAnswering={run.isAnswering} />
    </div>
  );
}
