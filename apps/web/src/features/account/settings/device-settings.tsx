"use client";

import { type ResultOf, callApi } from "../../../lib/api-client.ts";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNow, useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorText } from "../../../lib/errors.ts";
import { useFormats } from "../../../lib/preferences-context.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { useToast } from "../../../ui/toaster.tsx";
import { QueryView } from "../query-view.tsx";
import { RowSkeletons } from "../row-skeletons.tsx";
import { Confirm } from "./confirm.tsx";
import { deviceName } from "./device-name.ts";

type Session = ResultOf<"listSessions">["items"][number];

const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: ({ signal }) => callApi("listSessions", { signal }),
});

/** The devices that are signed in; each may be signed out, or all others at once. */
export function DeviceSettings() {
  const text = useTranslations("settings.devices");
  return (
    <div className="space-y-5">
      <p className="text-ink-muted">{text("text")}</p>
      <QueryView query={useQuery(sessionsQuery)} skeleton={<RowSkeletons count={2} />}>
        {({ items }) => (
          <div className="space-y-5">
            <ul className="divide-y divide-line rounded-lg border border-line bg-surface-raised">
              {items.map((session) => (
                <DeviceRow key={session.id} session={session} />
              ))}
            </ul>
            {items.length > 1 ? (
              <RevokeOthers />
            ) : (
              <p className="text-sm text-ink-muted">{text("alone")}</p>
            )}
          </div>
        )}
      </QueryView>
    </div>
  );
}

function DeviceRow({ session }: { session: Session }) {
  const text = useTranslations("settings.devices");
  const formats = useFormats();
  const now = useNow();
  const revoke = useRevoke(
    () => callApi("revokeSession", { params: { id: session.id } }),
    text("revoked"),
  );
  const { browser, system } = deviceName(session.userAgent);
  const name =
    browser !== null && system !== null
      ? text("browserOn", { browser, system })
      : (browser ?? system ?? text("unknown"));
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 p-4">
      <div className="min-w-0 space-y-0.5">
        <p className="flex flex-wrap items-center gap-2 font-semibold">
          {name}
          {session.isCurrent ? <Badge variant="positive">{text("current")}</Badge> : null}
        </p>
        <p className="flex flex-wrap gap-x-3 text-sm text-ink-muted">
          {session.ipAddress ? <bdi dir="ltr">{session.ipAddress}</bdi> : null}
          <span>{text("lastSeen", { when: formats.ago(session.lastSeenAt, now) })}</span>
        </p>
      </div>
      {session.isCurrent ? null : (
        <Button
          size="sm"
          aria-label={text("revokeLabel", { device: name })}
          disabled={revoke.isPending}
          onClick={() => revoke.mutate()}
        >
          {text("revoke")}
        </Button>
      )}
    </li>
  );
}

function RevokeOthers() {
  const text = useTranslations("settings.devices");
  const [isAsking, setAsking] = useState(false);
  const revoke = useRevoke(() => callApi("revokeOtherSessions"), text("othersRevoked"));
  return (
    <>
      <Button disabled={revoke.isPending} onClick={() => setAsking(true)}>
        {text("revokeOthers")}
      </Button>
      <Confirm
        isAsking={isAsking}
        onAskingChange={setAsking}
        title={text("revokeOthers")}
        description={text("revokeOthersText")}
        confirmLabel={text("revokeOthers")}
        onConfirm={() => revoke.mutate()}
      />
    </>
  );
}

function useRevoke(revoke: () => Promise<unknown>, done: string) {
  const errorText = useErrorText();
  const showToast = useToast();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: revoke,
    onSuccess: () => showToast("success", done),
    onError: (error) => showToast("error", errorText(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}
