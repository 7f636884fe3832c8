import { type ErrorCode, errorMessage } from "@pulse/contracts/errors";
import { type DoneEvent, type Receipt, type RunStartedEvent } from "@pulse/contracts/gateway/runs";
import { type Locale } from "@pulse/contracts/locales";
import { type ProviderEvent, type ProviderUsage } from "../providers/provider.ts";
import { type AnswerFacts, type Conclusion, type Ending } from "./conclude-run.ts";
import { eventFrame } from "./event-frame.ts";
import { type FlushClock } from "./flush-clock.ts";
import { RunLog } from "./run-log.ts";
import { storableText } from "./storable-text.ts";
import { TextCoalescer, type TextPiece } from "./text-coalescer.ts";

export interface RunFacts {
  started: RunStartedEvent;
  workspaceId: string;
  userId: string;
  heldTokens: number;
  inputTokensEstimated: number;
}

export interface RunOptions {
  clock: FlushClock;
  logBytesMax: number;
  estimateTokens: (text: string) => number;
}

/** Why a run should end before its provider ends it. */
export type EndRequest = "stopped" | "interrupted" | "full";

/**
 * One generation in this process: what arrived, the log that watchers read, and how it ended. It knows no
 * network; `generateRun` feeds it, and watchers are told when there is more to read.
 */
export class Run {
  readonly facts: RunFacts;
  readonly log: RunLog;
  readonly #options: RunOptions;
  readonly #coalescer = new TextCoalescer();
  readonly #watchers = new Set<() => void>();
  readonly #endRequested = Promise.withResolvers<EndRequest>();
  readonly #ended = Promise.withResolvers<void>();
  #endRequest: EndRequest | null = null;
  #texts = { text: "", reasoning: "" };
  #estimated = { characters: 0, tokens: 0 };
  #usage: ProviderUsage | null = null;
  #finish: Extract<ProviderEvent, { type: "finish" }> | null = null;
  #conclusion: Conclusion | null = null;
  #endedAtMs: number | null = null;

  constructor(facts: RunFacts, options: RunOptions) {
    this.facts = facts;
    this.#options = options;
    this.log = new RunLog({ bytesMax: options.logBytesMax });
    this.log.append("run", facts.started);
  }

  get id(): string {
    return this.facts.started.runId;
  }
  get state(): DoneEvent["state"] | "streaming" {
    return this.#conclusion?.state ?? "streaming";
  }
  get content(): string {
    return this.#texts.text;
  }
  get reasoning(): string {
    return this.#texts.reasoning;
  }
  get watcherCount(): number {
    return this.#watchers.size;
  }
  get endRequest(): EndRequest | null {
    return this.#endRequest;
  }
  /** Milliseconds since the epoch; null while it streams. */
  get endedAtMs(): number | null {
    return this.#endedAtMs;
  }
  /** Sequence number that `done` has or will have: the receipt goes right before it. */
  get doneSequence(): number {
    return this.log.lastSequence + (this.#conclusion === null ? 2 : 1);
  }
  /** Settles when someone asks the run to end. */
  get whenEndRequested(): Promise<EndRequest> {
    return this.#endRequested.promise;
  }
  get whenEnded(): Promise<void> {
    return this.#ended.promise;
  }

  isOwnedBy(owner: { workspaceId: string; userId: string }): boolean {
    return this.facts.workspaceId === owner.workspaceId && this.facts.userId === owner.userId;
  }

  /** The first request counts; later ones change nothing. */
  requestEnd(request: EndRequest): void {
    this.#endRequest ??= request;
    this.#endRequested.resolve(request);
  }

  /** Takes one network read's worth of provider events. Text after a request to end is not part of the answer. */
  take(events: readonly ProviderEvent[]): void {
    for (const event of events) {
      if (event.type === "usage") this.#usage = event.usage;
      else if (event.type === "finish") this.#finish = event;
      else if (this.#endRequest === null) {
        this.#publish(this.#coalescer.push({ kind: event.type, text: event.text }));
      }
    }
    if (!this.#coalescer.isEmpty) this.#options.clock.request(this.#tick);
    if (this.log.isFull) this.requestEnd("full");
  }

  /** How the answer ended when its stream ended without an error. */
  naturalEnding(): Ending {
    if (this.#endRequest === "full") return { kind: "finished", reason: "length" };
    if (this.#endRequest !== null) return { kind: this.#endRequest };
    return { kind: "finished", reason: this.#finish?.reason ?? "error" };
  }

  /** What the conclusion, a checkpoint's estimate and the charge are computed from. */
  answerFacts(): AnswerFacts {
    return {
      hasText: this.#texts.text !== "",
      hasReasoning: this.#texts.reasoning !== "",
      usage: this.#usage,
      isUsageFinal: this.#usage !== null && this.#finish !== null,
      inputTokensEstimated: this.facts.inputTokensEstimated,
      outputTokensEstimated: this.#estimateOutput(),
      heldTokens: this.facts.heldTokens,
    };
  }

  /** Puts what is still held back into the log. */
  flush(): void {
    this.#publish(this.#coalescer.flush());
  }

  /** The last transition: the receipt, when the ledger answered in time, and `done` for everyone. */
  end(conclusion: Conclusion, receipt: Receipt | null, nowMs: number): void {
    if (receipt) this.log.append("receipt", receipt);
    this.#conclusion = conclusion;
    this.#endedAtMs = nowMs;
    this.#texts = { text: "", reasoning: "" };
    this.log.trim();
    this.#wakeWatchers();
    this.#ended.resolve();
  }

  /** The closing event in a watcher's language; null while the run streams. */
  doneFrame(locale: Locale): string | null {
    if (this.#conclusion === null) return null;
    const { state, finishReason, errorCode } = this.#conclusion;
    return eventFrame(
      this.doneSequence,
      "done",
      doneEventOf(state, finishReason, errorCode, locale),
    );
  }

  /** `wake` is called whenever there is more to read. Returns what to call to stop watching. */
  watch(wake: () => void): () => void {
    this.#watchers.add(wake);
    return () => this.#watchers.delete(wake);
  }

  readonly #tick = (): boolean => {
    this.#publish(this.#coalescer.tick());
    return !this.#coalescer.isEmpty;
  };

  #publish(pieces: TextPiece[]): void {
    if (pieces.length === 0) return;
    for (const piece of pieces) {
      const { kind } = piece;
      const text = storableText(piece.text);
      this.#texts[kind] += text;
      this.log.append(kind === "text" ? "delta" : "reasoning", { text });
    }
    this.#wakeWatchers();
  }

  #wakeWatchers(): void {
    for (const wake of this.#watchers) wake();
  }

  // Counts only what came since the last time, so that long answers stay cheap to checkpoint.
  #estimateOutput(): number {
    const { text, reasoning } = this.#texts;
    const all = reasoning + text;
    const fresh = all.slice(this.#estimated.characters);
    if (fresh !== "") {
      const tokens = this.#estimated.tokens + this.#options.estimateTokens(fresh);
      this.#estimated = { characters: all.length, tokens };
    }
    return this.#estimated.tokens;
  }
}

/** The `done` event with its error in the reader's language. */
export function doneEventOf(
  state: DoneEvent["state"],
  finishReason: string | null,
  errorCode: ErrorCode | null,
  locale: Locale,
): DoneEvent {
  const error = errorCode && { code: errorCode, message: errorMessage(errorCode, locale) };
  return { state, finishReason, ...(error && { error }) };
}
