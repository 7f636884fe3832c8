import { once } from "node:events";
import { type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { createWireServer } from "./http/create-wire-server.ts";
import { anthropic } from "./wires/anthropic.ts";
import { google } from "./wires/google.ts";
import { openai } from "./wires/openai.ts";
import { type Wire, type WireName } from "./wires/wire.ts";

export interface SimulatorOptions {
  host?: string;
  /** A port that is absent or 0 is chosen freely. */
  ports?: Partial<Record<WireName, number>>;
  /** `natural` streams unscripted answers at a reader's pace, `none` as fast as they can be written. */
  pace?: "natural" | "none";
}

export interface Simulator {
  port: number;
  /** Where `/_sim/calls` is. */
  origin: string;
  /** What the vendor's own SDK takes as its base URL. */
  baseUrl: string;
}

export interface Simulators extends AsyncDisposable, Record<WireName, Simulator> {}

const wires: { wire: Wire; basePath: string }[] = [
  { wire: openai, basePath: "/v1" },
  { wire: anthropic, basePath: "" },
  { wire: google, basePath: "" },
];

/** Starts the stand-ins for the model providers; disposing closes them with every open connection. */
export async function startSimulators(options: SimulatorOptions = {}): Promise<Simulators> {
  await using stack = new AsyncDisposableStack();
  const host = options.host ?? "127.0.0.1";
  const gapMs = options.pace === "none" ? () => 0 : naturalGapMs;
  const started: Partial<Record<WireName, Simulator>> = {};
  for (const { wire, basePath } of wires) {
    const server = createWireServer(wire, { gapMs });
    stack.defer(() => close(server));
    server.listen(options.ports?.[wire.name] ?? 0, host);
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const origin = `http://${host}:${port}`;
    started[wire.name] = { port, origin, baseUrl: origin + basePath };
  }
  const owned = stack.move();
  return {
    ...(started as Record<WireName, Simulator>),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Between 8 and 30 ms, uneven as real models are, and the same every time. */
function naturalGapMs(index: number): number {
  return 8 + ((index * 7) % 23);
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
