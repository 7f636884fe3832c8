"use client";

import { useTranslations } from "next-intl";
import { Sheet, SheetContent } from "../../../ui/sheet.tsx";
import { Rail } from "./rail.tsx";

interface PhoneRailProps {
  onShowShortcuts: () => void;
  onClose: () => void;
}

/** The rail as a sheet over the page. */
export function PhoneRail({ onShowShortcuts, onClose }: PhoneRailProps) {
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
        <Rail onHide={onClose} onOpen={onClose} onShowShortcuts={onShowShortcuts} />
      </SheetContent>
    </Sheet>
  );
}
