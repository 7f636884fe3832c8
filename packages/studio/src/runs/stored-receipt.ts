import { type Receipt } from "@pulse/contracts/gateway/runs";
import { receiptOf } from "@pulse/contracts/internal/runs";

/** A run's usage columns: all null until it ends. */
export interface StoredUsage {
  freshInputTokens: number | null;
  cacheReadTokens: number | null;
  cacheWriteTokens: number | null;
  outputTokens: number | null;
  reasoningTokens: number | null;
  chargedTokens: number | null;
  estimated: boolean | null;
}

/** The receipt of a run as it was settled; zeros for one that has not ended. */
export function storedReceipt(run: StoredUsage): Receipt {
  return receiptOf(
    {
      freshInputTokens: run.freshInputTokens ?? 0,
      cacheReadTokens: run.cacheReadTokens ?? 0,
      cacheWriteTokens: run.cacheWriteTokens ?? 0,
      outputTokens: run.outputTokens ?? 0,
      reasoningTokens: run.reasoningTokens ?? 0,
      estimated: run.estimated ?? false,
    },
    run.chargedTokens ?? 0,
  );
}
