"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type Ref, useEffect, useRef } from "react";
import { ChatSettingsPanel } from "../models/chat-settings-panel.tsx";
import { ModelPicker } from "../models/model-picker.tsx";
import { useChosenModel } from "../models/use-chosen-model.ts";
import { directionOfText } from "../text/text-direction.ts";
import { usePageDirection } from "../use-page-direction.ts";
import { SendButton } from "./send-button.tsx";
import { type Draft } from "./use-draft.ts";

/** The contract's limit on one message. */
const messageCharactersMax = 200_000;

interface ComposerProps {
  draft: Draft;
  isAnswering: boolean;
  isStopping: boolean;
  /** The connection is lost and being tried again; the answer goes on without it. */
  isOffline: boolean;
  onSend: (content: string) => void;
  onStop: () => void;
}

/** Where messages are written: grows to ten lines, keeps its model and settings inside. */
export function Composer(props: ComposerProps) {
  const { draft, isAnswering, isStopping, isOffline, onSend, onStop } = props;
  const text = useTranslations("chat");
  const field = useRef<HTMLTextAreaElement>(null);
  const { model } = useChosenModel();
  const isSendable = draft.text.trim() !== "" && !isAnswering && model !== null;

  useEffect(() => {
    if (!matchMedia("(pointer: coarse)").matches) field.current?.focus();
  }, []);

  const send = () => {
    if (!isSendable) return;
    draft.clearField();
    onSend(draft.text.trim());
    field.current?.focus();
  };

  return (
    <form
      aria-label={text("composer.label")}
      className="rounded-xl border border-line bg-surface-raised shadow-float transition-colors focus-within:border-line-strong"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <ComposerField ref={field} draft={draft} onSend={send} />
      <div className="flex items-center gap-1 p-2">
        <ModelPicker />
        <ChatSettingsPanel />
        {isOffline ? (
          <output className="ms-1 truncate text-xs text-warning">{text("reconnecting")}</output>
        ) : null}
        <div className="ms-auto">
          <SendButton
            isAnswering={isAnswering}
            isStopping={isStopping}
            isSendable={isSendable}
            onStop={onStop}
          />
        </div>
      </div>
    </form>
  );
}

interface ComposerFieldProps {
  ref: Ref<HTMLTextAreaElement>;
  draft: Draft;
  onSend: () => void;
}

/** Enter sends and Shift+Enter breaks the line; on a touch keyboard Enter breaks the line. */
function ComposerField({ ref, draft, onSend }: ComposerFieldProps) {
  const text = useTranslations("chat");
  const pageDirection = usePageDirection();
  const isEmpty = draft.text.trim() === "";
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    if (matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    onSend();
  };
  return (
    <textarea
      ref={ref}
      id="composer"
      aria-label={text("composer.field")}
      placeholder={text("composer.placeholder")}
      dir={isEmpty ? pageDirection : directionOfText(draft.text, pageDirection, false)}
      rows={Math.min(10, draft.text.split("\n").length)}
      maxLength={messageCharactersMax}
      value={draft.text}
      onChange={(event) => draft.set(event.target.value)}
      onKeyDown={onKeyDown}
      enterKeyHint="enter"
      className="block field-sizing-content max-h-[calc(10lh+1.5rem)] w-full resize-none bg-transparent px-4 pt-3.5 pb-1 text-lg outline-none"
    />
  );
}
