"use client";

import { type ComponentProps } from "react";
import { useTranslations } from "next-intl";
import { DirIcon } from "../../../ui/dir-icon.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Sheet, SheetContent } from "../../../ui/sheet.tsx";
import { Rail } from "./rail.tsx";

interface PhoneRailProps extends Pick<ComponentProps<typeof Rail>, "usage" | "onShowShortcuts"> {
  onClose: () => void;
}

/** The rail as a sheet over the page. */
export function PhoneRail({ usage, onShowShortcuts, onClose }: PhoneRailProps) {
  const text = useTranslations("shell");
  return (
    <Sheet open onOpenChange={onClose}>
      <SheetContent
        side="start"
        title={text("rail")}
        closeLabel={text("hideRail")}
        isTitleHidden
        className="bg-surface-sunken"
      >
        <Rail
          usage={usage}
          onOpen={onClose}
          onShowShortcuts={onShowShortcuts}
          hideButton={
            <IconButton label={text("hideRail")} onClick={onClose}>
              <DirIcon name="rail" />
            </IconButton>
          }
        />
      </SheetContent>
    </Sheet>
  );
}
