import { Client } from "pg";

export interface ChannelOptions {
  /** Address as the app role. */
  url: string;
  channel: string;
  onMessage: (payload: string) => void;
  /** Called whenever listening begins, also after a lost connection: what was missed meanwhile is unknown. */
  onListening: () => void;
  onError: (error: Error) => void;
}

const retryAfterMsMin = 250;
const retryAfterMsMax = 5_000;

/**
 * Hears a `pg_notify` channel on a connection of its own until disposed. A connection that breaks is made
 * anew, with growing pauses; nothing is thrown.
 */
export function listenToChannel(options: ChannelOptions): AsyncDisposable {
  const state: { isStopped: boolean; client: Client | null; timer: NodeJS.Timeout | null } = {
    isStopped: false,
    client: null,
    timer: null,
  };
  let failures = 0;

  function retryLater(error: Error): void {
    if (state.isStopped || state.timer !== null) return;
    state.client?.end().catch(() => {});
    state.client = null;
    options.onError(error);
    const pauseMs = Math.min(retryAfterMsMax, retryAfterMsMin * 2 ** failures);
    failures += 1;
    state.timer = setTimeout(() => {
      state.timer = null;
      connect().catch(retryLater);
    }, pauseMs);
  }

  async function connect(): Promise<void> {
    const client = new Client({
      connectionString: options.url,
      application_name: "pulse-listen",
      keepAlive: true,
    });
    state.client = client;
    client.on("error", retryLater);
    client.on("end", () => retryLater(new Error("the listening connection ended")));
    client.on("notification", ({ payload }) => options.onMessage(payload ?? ""));
    await client.connect();
    await client.query(`LISTEN ${client.escapeIdentifier(options.channel)}`);
    failures = 0;
    options.onListening();
  }

  connect().catch(retryLater);
  return {
    async [Symbol.asyncDispose]() {
      state.isStopped = true;
      if (state.timer !== null) clearTimeout(state.timer);
      await state.client?.end().catch(() => {});
    },
  };
}
