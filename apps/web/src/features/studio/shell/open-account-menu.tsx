"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Gauge, Keyboard, Languages, Settings, Sparkles } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactElement } from "react";
import { callApi } from "../../../lib/api-client.ts";
import { useErrorText } from "../../../lib/errors.ts";
import { inLocale } from "../../../lib/paths.ts";
import { usePaths } from "../../../lib/use-paths.ts";
import { DirIcon } from "../../../ui/dir-icon.tsx";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "../../../ui/dropdown-menu.tsx";
import { useToast } from "../../../ui/toaster.tsx";

interface OpenAccountMenuProps {
  button: ReactElement;
  email: string;
  onShowShortcuts: () => void;
}

/** The account's menu, open from its first moment. */
export function OpenAccountMenu({ button, email, onShowShortcuts }: OpenAccountMenuProps) {
  const text = useTranslations("shell.account");
  const signOut = useSignOut();
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>{button}</DropdownMenuTrigger>
      <DropdownMenuContent side="top" align="start" className="w-64">
        <p className="truncate px-2.5 py-1.5 text-xs text-ink-muted">
          <bdi dir="ltr">{email}</bdi>
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
