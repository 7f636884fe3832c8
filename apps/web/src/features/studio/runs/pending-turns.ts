import { type StartChatRun } from "@pulse/contracts/gateway/runs";
import { type RunSession } from "./run-session.ts";

/** A turn that was sent and that the server has not acknowledged yet. */
export interface PendingTurn {
  key: string;
  request: StartChatRun;
  /** The message it stands below; null at a conversation's start. */
  parentId: string | null;
  session: RunSession;
  /** Set once a new conversation exists, until the address says so too. */
  startedConversationId: string | null;
}

/** The turns on their way, for screens to show at once. */
export class PendingTurns {
  private turns: readonly PendingTurn[] = [];
  private readonly listeners = new Set<() => void>();

  getSnapshot = (): readonly PendingTurn[] => this.turns;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  find(request: StartChatRun): PendingTurn | undefined {
    return this.turns.find((turn) => turn.request === request);
  }

  add(turn: PendingTurn): void {
    this.set([...this.turns, turn]);
  }

  markStarted(request: StartChatRun, startedConversationId: string): void {
    this.set(
      this.turns.map((turn) =>
        turn.request === request ? { ...turn, startedConversationId } : turn,
      ),
    );
  }

  /** Forgets the turns whose conversation exists by now. */
  removeStarted(): void {
    if (this.turns.every((turn) => turn.startedConversationId === null)) return;
    this.set(this.turns.filter((turn) => turn.startedConversationId === null));
  }

  remove(request: StartChatRun): void {
    this.set(this.turns.filter((turn) => turn.request !== request));
  }

  private set(turns: readonly PendingTurn[]): void {
    this.turns = turns;
    for (const listener of this.listeners) listener();
  }
}
