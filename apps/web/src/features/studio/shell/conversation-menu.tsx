"use client";

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "../../../ui/dropdown-menu.tsx";

interface ConversationMenuProps {
  title: string;
  onRename: () => void;
  onDelete: () => void;
}

/** What can be done with a conversation; seen on hover, on focus and by touch. */
export function ConversationMenu({ title, onRename, onDelete }: ConversationMenuProps) {
  const text = useTranslations("shell.conversations");
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={text("menu", { title })}
        className="me-1 grid size-7 touch:size-11 shrink-0 place-items-center rounded-sm text-ink-muted opacity-0 group-focus-within/item:opacity-100 group-hover/item:opacity-100 hover:text-ink data-[state=open]:opacity-100 touch:opacity-100"
      >
        <Ellipsis aria-hidden className="size-4" strokeWidth={1.75} />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <DropdownMenuItem onSelect={onRename}>
          <Pencil aria-hidden strokeWidth={1.75} />
          {text("rename")}
        </DropdownMenuItem>
        <DropdownMenuItem isNegative onSelect={onDelete}>
          <Trash2 aria-hidden strokeWidth={1.75} />
          {text("delete")}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
