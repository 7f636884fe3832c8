import { type Conversation, type ConversationDetail } from "@pulse/contracts/studio/conversations";
import { type InfiniteData, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { callApi } from "../../../lib/api-client.ts";
import { isApiError } from "../../../lib/api-error.ts";
import { useErrorText } from "../../../lib/errors.ts";
import { usePaths } from "../../../lib/use-paths.ts";
import { useToast } from "../../../ui/toaster.tsx";
import { conversationKeys } from "../queries.ts";

type Pages = InfiniteData<{ items: Conversation[]; nextCursor: string | null }>;

/** Renaming and deleting, shown at once and taken back if the server refuses. */
export function useConversationActions(id: string) {
  const text = useTranslations("shell.conversations");
  const client = useQueryClient();
  const showToast = useToast();
  const errorText = useErrorText();
  const paths = usePaths();

  const editLists = (edit: (items: Conversation[]) => Conversation[]) => {
    client.setQueriesData<Pages>({ queryKey: conversationKeys.lists }, (old) =>
      old === undefined
        ? old
        : { ...old, pages: old.pages.map((page) => ({ ...page, items: edit(page.items) })) },
    );
  };
  const refresh = () => client.invalidateQueries({ queryKey: conversationKeys.lists });
  const onError = (error: unknown) => showToast("error", errorText(error));

  const rename = useMutation({
    mutationFn: (title: string) =>
      callApi("updateConversation", { params: { id }, body: { title } }),
    onMutate: (title) => {
      editLists((items) => items.map((item) => (item.id === id ? { ...item, title } : item)));
      client.setQueryData<ConversationDetail>(conversationKeys.detail(id), (old) =>
        old === undefined ? old : { ...old, conversation: { ...old.conversation, title } },
      );
    },
    onError,
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: () =>
      callApi("deleteConversation", { params: { id } }).catch((error: unknown) => {
        // Already gone is what was asked for.
        if (!isApiError(error, "not_found")) throw error;
      }),
    onMutate: () => {
      editLists((items) => items.filter((item) => item.id !== id));
      if (location.pathname === paths.chat(id)) {
        window.history.replaceState(null, "", paths.newChat());
      }
    },
    onSuccess: () => {
      client.removeQueries({ queryKey: conversationKeys.detail(id) });
      showToast("success", text("deleted"));
    },
    onError,
    onSettled: refresh,
  });
  return { rename: rename.mutate, remove: () => remove.mutate() };
}
