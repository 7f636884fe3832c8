"use client";

import { Menu } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { IconButton } from "../../../ui/icon-button.tsx";
import { NewChatLink } from "./new-chat-link.tsx";

const PhoneRail = lazy(async () => ({ default: (await import("./phone-rail.tsx")).PhoneRail }));

interface PhoneHeaderProps {
  meter: ReactNode;
  onShowShortcuts: () => void;
}

/** The way into the rail on a phone, and what is left. */
export function PhoneHeader({ meter, onShowShortcuts }: PhoneHeaderProps) {
  const text = useTranslations("shell");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 border-b border-line px-1.5 lg:hidden">
      <IconButton
        label={text("openRail")}
        aria-expanded={isOpen}
        className="size-11"
        onClick={() => setIsOpen(true)}
      >
        <Menu aria-hidden strokeWidth={1.75} />
      </IconButton>
      {isOpen ? (
        <Suspense>
          <PhoneRail onShowShortcuts={onShowShortcuts} onClose={() => setIsOpen(false)} />
        </Suspense>
      ) : null}
      <NewChatLink className="size-11" />
      <div className="ms-auto">{meter}</div>
    </header>
  );
}
