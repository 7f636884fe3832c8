"use client";

import { type Message } from "@pulse/contracts/studio/conversations";
import { tokensToMicroFils } from "@pulse/contracts/billing/token-value";
import { ReceiptText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFormats } from "../../../lib/preferences-context.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "../../../ui/popover.tsx";

/** What an answer cost: the same numbers as the ledger's. */
export function ReceiptPopover({ message }: { message: Message }) {
  const text = useTranslations("chat.receipt");
  const { number, smallMoney } = useFormats();
  const { receipt } = message;
  if (receipt === null) return null;
  const rows: [string, string][] = [
    [text("input"), number(receipt.inputTokens)],
    [text("cached"), number(receipt.cachedInputTokens)],
    [text("output"), number(receipt.outputTokens)],
  ];
  if (receipt.reasoningTokens > 0) rows.push([text("reasoning"), number(receipt.reasoningTokens)]);
  return (
    <Popover>
      <PopoverTrigger asChild>
        <IconButton label={text("title")} size="sm">
          <ReceiptText aria-hidden strokeWidth={1.75} />
        </IconButton>
      </PopoverTrigger>
      <PopoverContent aria-label={text("title")} className="text-sm">
        <h3 className="font-semibold">{text("title")}</h3>
        <p className="mt-0.5 truncate text-xs text-ink-muted">
          <bdi dir="ltr">{message.model}</bdi>
        </p>
        <dl className="mt-3 space-y-1.5">
          {rows.map(([name, value]) => (
            <div key={name} className="flex justify-between gap-4">
              <dt className="text-ink-muted">{name}</dt>
              <dd className="tabular-nums">{value}</dd>
            </div>
          ))}
          <div className="flex justify-between gap-4 border-t border-line pt-2 font-semibold">
            <dt>{text("charged")}</dt>
            <dd className="tabular-nums">{number(receipt.chargedTokens)}</dd>
          </div>
          <div className="flex justify-between gap-4 text-xs text-ink-muted">
            <dt>{text("worth")}</dt>
            <dd className="tabular-nums">{smallMoney(tokensToMicroFils(receipt.chargedTokens))}</dd>
          </div>
        </dl>
        <p className="mt-3 text-xs text-ink-muted">
          {receipt.estimated ? text("estimated") : text("exact")}
        </p>
      </PopoverContent>
    </Popover>
  );
}
