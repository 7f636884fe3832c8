"use client";

import { type Me } from "@pulse/contracts/account/account";
import { ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, lazy } from "react";
import { useMe } from "../../../lib/session.ts";
import { useHydrated } from "../../../lib/use-hydrated.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { LazyMenu } from "../../../ui/lazy-menu.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";

const loadMenu = () => import("./open-account-menu.tsx");
const OpenAccountMenu = lazy(async () => ({ default: (await loadMenu()).OpenAccountMenu }));

/** Who is signed in, and the ways to their own pages. */
export function AccountMenu({ onShowShortcuts }: { onShowShortcuts: () => void }) {
  const me = useMe().data;
  const isHydrated = useHydrated();
  if (!isHydrated || me === undefined) return <Skeleton className="h-12" />;
  return (
    <LazyMenu renderButton={(props) => <AccountButton me={me} {...props} />} preload={loadMenu}>
      <OpenAccountMenu
        button={<AccountButton me={me} />}
        email={me.user.email}
        onShowShortcuts={onShowShortcuts}
      />
    </LazyMenu>
  );
}

function AccountButton({ me, ...props }: { me: Me } & ComponentProps<"button">) {
  const text = useTranslations("shell.account");
  const name = me.user.name.trim() || me.user.email;
  return (
    <button
      type="button"
      className="flex min-h-12 w-full items-center gap-2.5 rounded-md px-2 text-start transition-colors hover:bg-surface-hover data-[state=open]:bg-surface-hover"
      {...props}
    >
      <span className="sr-only">{text("menu")}</span>
      <Avatar name={name} />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-semibold">
          <bdi>{name}</bdi>
        </span>
        <span className="block truncate text-xs text-ink-muted">
          <bdi>{me.workspace.name}</bdi>
        </span>
      </span>
      <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-muted" strokeWidth={1.75} />
    </button>
  );
}
