"use client";

import { Search, SquarePen, X } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { usePaths } from "../../../lib/use-paths.ts";
import { classNames } from "../../../ui/class-names.ts";
import { DirIcon } from "../../../ui/dir-icon.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { ScrollArea } from "../../../ui/scroll-area.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { Logo } from "../../../ui/logo.tsx";
import { ConversationList } from "./conversation-list.tsx";
import { Meter } from "./meter.tsx";
import { useNavigateChat } from "./use-navigate-chat.ts";

interface RailProps {
  /** Hides the rail or closes the sheet. */
  onHide: () => void;
  /** Called when something was opened, so that a sheet can close. */
  onOpen?: () => void;
  onShowShortcuts: () => void;
}

/** The studio's start side: new chat, conversations, the meter, the account. */
export function Rail({ onHide, onOpen, onShowShortcuts }: RailProps) {
  const text = useTranslations("shell");
  const paths = usePaths();
  const navigate = useNavigateChat();
  const isNewChat = usePathname() === paths.newChat();
  const [search, setSearch] = useState("");
  return (
    <>
      <div className="flex h-14 shrink-0 items-center justify-between ps-4 pe-2.5">
        <Logo />
        <IconButton label={text("hideRail")} onClick={onHide}>
          <DirIcon name="rail" />
        </IconButton>
      </div>
      <div className="space-y-1 px-2.5">
        <Link
          href={paths.newChat()}
          onClick={(event) => {
            navigate(event);
            onOpen?.();
          }}
          aria-current={isNewChat ? "page" : undefined}
          className={classNames(
            "flex min-h-10 touch:min-h-11 items-center gap-2.5 rounded-md px-2 text-sm font-semibold transition-colors hover:bg-surface-hover",
            isNewChat && "bg-surface-hover",
          )}
        >
          <SquarePen aria-hidden className="size-[1.125rem] text-accent" strokeWidth={1.75} />
          {text("newChat")}
        </Link>
        <SearchField value={search} onChange={setSearch} />
      </div>
      <nav aria-label={text("conversations.label")} className="mt-3 flex min-h-0 flex-1 flex-col">
        <ScrollArea className="flex-1 px-2.5">
          <ConversationList search={search} onOpen={onOpen} />
        </ScrollArea>
      </nav>
      <div className="space-y-1 border-t border-line p-2.5">
        <Meter />
        <AccountMenu onShowShortcuts={onShowShortcuts} />
      </div>
    </>
  );
}

function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const text = useTranslations("shell.conversations");
  return (
    <div className="relative">
      <Search
        aria-hidden
        className="pointer-events-none absolute start-2 top-1/2 size-[1.125rem] -translate-y-1/2 text-ink-muted"
        strokeWidth={1.75}
      />
      <input
        id="conversation-search"
        aria-label={text("search")}
        placeholder={text("search")}
        value={value}
        maxLength={200}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onChange("");
        }}
        className="h-10 touch:h-11 w-full rounded-md bg-transparent ps-9 pe-9 text-sm transition-colors hover:bg-surface-hover focus:bg-surface-hover touch:text-base"
      />
      {value === "" ? null : (
        <IconButton
          label={text("clearSearch")}
          size="sm"
          onClick={() => onChange("")}
          className="absolute end-0.5 top-1/2 -translate-y-1/2"
        >
          <X aria-hidden strokeWidth={1.75} />
        </IconButton>
      )}
    </div>
  );
}
