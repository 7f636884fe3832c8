"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { directionOfText } from "../text/text-direction.ts";
import { useFocusOnMount } from "../use-focus-on-mount.ts";
import { usePageDirection } from "../use-page-direction.ts";

interface MessageEditorProps {
  initialText: string;
  onCancel: () => void;
  onSave: (content: string) => void;
}

/** Edits a sent message; saving starts a branch beside it. */
export function MessageEditor({ initialText, onCancel, onSave }: MessageEditorProps) {
  const text = useTranslations("chat");
  const hint = usePageDirection();
  const [content, setContent] = useState(initialText);
  const field = useFocusOnMount<HTMLTextAreaElement>();
  const isSendable = content.trim() !== "" && content !== initialText;
  return (
    <form
      className="rounded-xl border border-line-strong/60 bg-surface-raised p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (isSendable) onSave(content);
      }}
    >
      <textarea
        ref={field}
        aria-label={text("edit")}
        dir={directionOfText(content, hint, false)}
        value={content}
        onChange={(event) => setContent(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onCancel();
        }}
        className="block field-sizing-content max-h-80 w-full resize-none bg-transparent p-1 text-lg outline-none"
      />
      <div className="mt-2 flex flex-wrap items-center justify-end gap-2">
        <p className="me-auto text-xs text-ink-muted">{text("editHelp")}</p>
        <Button size="sm" onClick={onCancel}>
          {text("cancel")}
        </Button>
        <Button size="sm" variant="primary" type="submit" disabled={!isSendable}>
          {text("send")}
        </Button>
      </div>
    </form>
  );
}
