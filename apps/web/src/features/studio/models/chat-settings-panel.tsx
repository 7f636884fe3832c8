"use client";

import { SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "../../../ui/popover.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useChatSettings } from "./chat-settings.ts";

const SettingsFields = lazy(async () => ({
  default: (await import("./settings-fields.tsx")).SettingsFields,
}));

/** How the model should answer; kept for this person in this browser. */
export function ChatSettingsPanel() {
  const text = useTranslations("models.settings");
  const [settings, save] = useChatSettings();
  const isChanged = Object.keys(settings).length > 0;
  return (
    <Popover>
      <PopoverTrigger asChild>
        <IconButton label={text("title")} className={isChanged ? "text-accent" : ""}>
          <SlidersHorizontal aria-hidden strokeWidth={1.75} />
        </IconButton>
      </PopoverTrigger>
      <PopoverContent
        side="top"
        aria-label={text("title")}
        className="w-[min(24rem,calc(100vw-2rem))] space-y-5"
      >
        <div className="flex items-center justify-between">
          <h3 className="text-base font-semibold">{text("title")}</h3>
          <Button size="sm" variant="quiet" disabled={!isChanged} onClick={() => save({})}>
            {text("reset")}
          </Button>
        </div>
        <Suspense fallback={<Skeleton className="h-88" />}>
          <SettingsFields settings={settings} save={save} />
        </Suspense>
      </PopoverContent>
    </Popover>
  );
}
