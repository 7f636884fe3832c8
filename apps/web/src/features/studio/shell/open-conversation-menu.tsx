"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactElement } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "../../../ui/dropdown-menu.tsx";

interface OpenConversationMenuProps {
  button: ReactElement;
  onRename: () => void;
  onDelete: () => void;
}

/** A conversation's menu, open from its first moment. */
export function OpenConversationMenu({ button, onRename, onDelete }: OpenConversationMenuProps) {
  const text = useTranslations("shell.conversations");
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>{button}</DropdownMenuTrigger>
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
