"use client";

import { type ApiKey } from "@pulse/contracts/account/account";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useNow, useTranslations } from "next-intl";
import { useState } from "react";
import { callApi } from "../../../lib/api-client.ts";
import { useErrorText } from "../../../lib/errors.ts";
import { useFormats } from "../../../lib/preferences-context.tsx";
import { Button } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { useToast } from "../../../ui/toaster.tsx";
import { QueryView } from "../query-view.tsx";
import { RowSkeletons } from "../row-skeletons.tsx";
import { apiKeysQuery } from "./api-keys-query.ts";
import { Confirm } from "./confirm.tsx";
import { CopyButton } from "./copy-button.tsx";
import { CreateApiKey } from "./create-api-key.tsx";

/** Keys for programs: make one (shown once), list, revoke. */
export function ApiKeySettings({ baseUrl }: { baseUrl: string }) {
  const text = useTranslations("settings.apiKeys");
  const keys = useQuery(apiKeysQuery);
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <p className="max-w-xl text-ink-muted">{text("text")}</p>
        <CreateApiKey />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2 rounded-lg border border-line bg-surface-sunken px-4 py-2.5">
        <span className="text-sm text-ink-muted">{text("baseUrl")}</span>
        <span className="flex min-w-0 items-center gap-2">
          <code className="ltr-isolate min-w-0 font-mono text-sm wrap-anywhere">{baseUrl}</code>
          <CopyButton text={baseUrl} label={text("baseUrl")} />
        </span>
      </div>
      <QueryView query={keys} skeleton={<RowSkeletons count={2} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<KeyRound aria-hidden strokeWidth={1.5} />} title={text("empty")}>
              {text("emptyText")}
            </EmptyState>
          ) : (
            <ul className="divide-y divide-line rounded-lg border border-line bg-surface-raised">
              {items.map((apiKey) => (
                <ApiKeyRow key={apiKey.id} apiKey={apiKey} />
              ))}
            </ul>
          )
        }
      </QueryView>
    </div>
  );
}

function ApiKeyRow({ apiKey }: { apiKey: ApiKey }) {
  const text = useTranslations("settings.apiKeys");
  const formats = useFormats();
  const now = useNow();
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 p-4">
      <div className="min-w-0 space-y-0.5">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <bdi className="font-semibold wrap-anywhere">{apiKey.name}</bdi>
          <code className="ltr-isolate font-mono text-sm text-ink-muted">{apiKey.prefix}…</code>
        </p>
        <p className="flex flex-wrap gap-x-3 text-sm text-ink-muted">
          <span>{text("created", { date: formats.date(apiKey.createdAt) })}</span>
          <span>
            {apiKey.lastUsedAt === null
              ? text("neverUsed")
              : text("lastUsed", { when: formats.ago(apiKey.lastUsedAt, now) })}
          </span>
        </p>
      </div>
      <RevokeKey apiKey={apiKey} />
    </li>
  );
}

function RevokeKey({ apiKey }: { apiKey: ApiKey }) {
  const text = useTranslations("settings.apiKeys");
  const errorText = useErrorText();
  const showToast = useToast();
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const revoke = useMutation({
    mutationFn: () => callApi("revokeApiKey", { params: { id: apiKey.id } }),
    onSuccess: () => showToast("success", text("revoked")),
    onError: (error) => showToast("error", errorText(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
  });
  return (
    <>
      <Button
        size="sm"
        aria-label={text("revokeLabel", { name: apiKey.name })}
        disabled={revoke.isPending}
        onClick={() => setAsking(true)}
      >
        {text("revoke")}
      </Button>
      <Confirm
        isAsking={isAsking}
        onAskingChange={setAsking}
        title={text("revokeTitle", { name: apiKey.name })}
        description={text("revokeText")}
        confirmLabel={text("revoke")}
        onConfirm={() => revoke.mutate()}
      />
    </>
  );
}
