"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, lazy } from "react";
import { LazyMenu } from "../../../ui/lazy-menu.tsx";

const loadMenu = () => import("./open-conversation-menu.tsx");
const OpenConversationMenu = lazy(async () => ({
  default: (await loadMenu()).OpenConversationMenu,
}));

interface ConversationMenuProps {
  title: string;
  onRename: () => void;
  onDelete: () => void;
}

/** What can be done with a conversation; seen on hover, on focus and by touch. */
export function ConversationMenu({ title, onRename, onDelete }: ConversationMenuProps) {
  return (
    <LazyMenu renderButton={(props) => <MenuButton title={title} {...props} />} preload={loadMenu}>
      <OpenConversationMenu
        button={<MenuButton title={title} />}
        onRename={onRename}
        onDelete={onDelete}
      />
    </LazyMenu>
  );
}

function MenuButton({
  title,
  ...props
}: { title: string } & Omit<ComponentProps<"button">, "title">) {
  const text = useTranslations("shell.conversations");
  return (
    <button
      type="button"
      aria-label={text("menu", { title })}
      className="me-1 grid size-7 touch:size-11 shrink-0 place-items-center rounded-sm text-ink-muted opacity-0 group-focus-within/item:opacity-100 group-hover/item:opacity-100 hover:text-ink data-[state=open]:opacity-100 touch:opacity-100"
      {...props}
    >
      <Ellipsis aria-hidden className="size-4" strokeWidth={1.75} />
    </button>
  );
}
