"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ChevronsUpDown, Gauge, Keyboard, Languages, Settings, Sparkles } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { callApi } from "../../../lib/api-client.ts";
import { useErrorText } from "../../../lib/errors.ts";
import { inLocale } from "../../../lib/paths.ts";
import { useMe } from "../../../lib/session.ts";
import { usePaths } from "../../../lib/use-paths.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { DirIcon } from "../../../ui/dir-icon.tsx";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "../../../ui/dropdown-menu.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useToast } from "../../../ui/toaster.tsx";

/** Who is signed in, and the ways to their own pages. */
export function AccountMenu({ onShowShortcuts }: { onShowShortcuts: () => void }) {
  const text = useTranslations("shell.account");
  const me = useMe().data;
  const signOut = useSignOut();
  if (me === undefined) return <Skeleton className="h-12" />;
  const name = me.user.name.trim() || me.user.email;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={text("menu", { name })}
        className="flex min-h-12 w-full items-center gap-2.5 rounded-md px-2 text-start transition-colors hover:bg-surface-hover data-[state=open]:bg-surface-hover"
      >
        <Avatar name={name} />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-sm font-medium">
            <bdi>{name}</bdi>
          </span>
          <span className="block truncate text-xs text-ink-muted">
            <bdi>{me.workspace.name}</bdi>
          </span>
        </span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-muted" strokeWidth={1.75} />
      </DropdownMenuTrigger>
      <DropdownMenuContent side="top" align="start" className="w-64">
        <p className="truncate px-2.5 py-1.5 text-xs text-ink-muted">
          <bdi dir="ltr">{me.user.email}</bdi>
        </p>
        <DropdownMenuSeparator />
        <AccountLinks />
        <DropdownMenuItem onSelect={onShowShortcuts}>
          <Keyboard aria-hidden strokeWidth={1.75} />
          {text("shortcuts")}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => void signOut()}>
          <DirIcon name="signOut" />
          {text("signOut")}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function AccountLinks() {
  const text = useTranslations("shell.account");
  const paths = usePaths();
  const pathname = usePathname();
  const otherLocale = useLocale() === "ar" ? "en" : "ar";
  return (
    <>
      <DropdownMenuItem asChild>
        <Link href={paths.usage()}>
          <Gauge aria-hidden strokeWidth={1.75} />
          {text("usage")}
        </Link>
      </DropdownMenuItem>
      <DropdownMenuItem asChild>
        <Link href={paths.plans()}>
          <Sparkles aria-hidden strokeWidth={1.75} />
          {text("plans")}
        </Link>
      </DropdownMenuItem>
      <DropdownMenuItem asChild>
        <Link href={paths.settings()}>
          <Settings aria-hidden strokeWidth={1.75} />
          {text("settings")}
        </Link>
      </DropdownMenuItem>
      <DropdownMenuItem asChild>
        <a href={inLocale(pathname, otherLocale)} lang={otherLocale}>
          <Languages aria-hidden strokeWidth={1.75} />
          {text("otherLanguage")}
        </a>
      </DropdownMenuItem>
    </>
  );
}

function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const showToast = useToast();
  const errorText = useErrorText();
  const paths = usePaths();
  return async () => {
    try {
      await callApi("signOut");
      client.clear();
      // A whole new page, so that nothing of this account stays in memory.
      location.assign(paths.home());
    } catch (error) {
      showToast("error", errorText(error));
    }
  };
}
