"use client";

import { useTranslations } from "next-intl";
import { useFormats } from "../../../lib/preferences-context.tsx";
import { DirIcon } from "../../../ui/dir-icon.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";

interface VersionArrowsProps {
  messageId: string;
  siblingIds: string[];
  onShow: (messageId: string) => void;
}

/** Turns between the versions of a message; nothing where there is one. */
export function VersionArrows({ messageId, siblingIds, onShow }: VersionArrowsProps) {
  const text = useTranslations("chat");
  const { number } = useFormats();
  if (siblingIds.length < 2) return null;
  const index = siblingIds.indexOf(messageId);
  const [previous, next] = [siblingIds[index - 1], siblingIds[index + 1]];
  return (
    <fieldset className="flex items-center" aria-label={text("versions.label")}>
      <IconButton
        label={text("versions.previous")}
        size="sm"
        disabled={previous === undefined}
        onClick={() => previous && onShow(previous)}
      >
        <DirIcon name="previous" />
      </IconButton>
      <bdi dir="ltr" className="text-xs text-ink-muted tabular-nums">
        {number(index + 1)}/{number(siblingIds.length)}
      </bdi>
      <IconButton
        label={text("versions.next")}
        size="sm"
        disabled={next === undefined}
        onClick={() => next && onShow(next)}
      >
        <DirIcon name="next" />
      </IconButton>
    </fieldset>
  );
}
