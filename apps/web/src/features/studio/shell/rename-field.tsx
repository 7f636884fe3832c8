"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { directionOfText } from "../text/text-direction.ts";
import { useFocusOnMount } from "../use-focus-on-mount.ts";
import { usePageDirection } from "../use-page-direction.ts";

interface RenameFieldProps {
  title: string;
  /** The new title, or null when nothing is to change. */
  onDone: (title: string | null) => void;
}

/** A title in editing: Enter or leaving keeps it, Escape does not. */
export function RenameField({ title, onDone }: RenameFieldProps) {
  const text = useTranslations("shell.conversations");
  const pageDirection = usePageDirection();
  const [value, setValue] = useState(title);
  const field = useFocusOnMount<HTMLInputElement>();
  const isDone = useRef(false);
  const finish = (isKept: boolean) => {
    if (isDone.current) return;
    isDone.current = true;
    const next = value.trim();
    onDone(isKept && next !== "" && next !== title ? next : null);
  };
  return (
    <li>
      <input
        ref={field}
        aria-label={text("rename")}
        dir={directionOfText(value, pageDirection, false)}
        maxLength={200}
        value={value}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setValue(event.target.value)}
        onBlur={() => finish(true)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) finish(true);
          if (event.key === "Escape") finish(false);
        }}
        className="h-9 touch:h-11 w-full rounded-md border border-focus bg-surface-raised px-2 text-sm outline-none"
      />
    </li>
  );
}
