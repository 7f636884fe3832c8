"use client";

import { SquarePen } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePaths } from "../../../lib/use-paths.ts";
import { classNames } from "../../../ui/class-names.ts";
import { useNavigateChat } from "./use-navigate-chat.ts";

/** Begins a conversation where the rail, and its own link, is out of sight. */
export function NewChatLink({ className }: { className: string }) {
  const text = useTranslations("shell");
  const paths = usePaths();
  const navigate = useNavigateChat();
  return (
    <Link
      href={paths.newChat()}
      onClick={navigate}
      aria-label={text("newChat")}
      className={classNames(
        "grid place-items-center rounded-md text-ink-muted hover:bg-surface-hover hover:text-ink",
        className,
      )}
    >
      <SquarePen aria-hidden className="size-[1.125rem]" strokeWidth={1.75} />
    </Link>
  );
}
