import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { once } from "node:events";

export interface TcpProxy extends AsyncDisposable {
  port: number;
  /** Breaks every connection and refuses new ones until `heal`. */
  breakOff: () => void;
  /** Keeps every connection open and passes nothing on until `heal`. */
  stall: () => void;
  heal: () => void;
}

/** Stands between a client and a server on loopback, so that a test can take the server away. */
export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const upstreams = new Map<Socket, Socket>();
  let state: "passing" | "stalled" | "broken" = "passing";
  const server = createServer((client) => {
    if (state === "broken") {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(target);
    upstreams.set(client, upstream);
    for (const socket of [client, upstream]) {
      socket.on("error", () => {});
      socket.once("close", () => {
        upstreams.delete(client);
        client.destroy();
        upstream.destroy();
      });
    }
    if (state === "passing") client.pipe(upstream).pipe(client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const breakOff = () => {
    state = "broken";
    for (const client of upstreams.keys()) client.destroy();
  };
  return {
    // A listening TCP server's address is always an AddressInfo.
    port: (server.address() as AddressInfo).port,
    breakOff,
    stall() {
      state = "stalled";
      for (const sockets of upstreams) for (const socket of sockets) socket.unpipe().pause();
    },
    heal() {
      state = "passing";
      for (const [client, upstream] of upstreams) client.pipe(upstream).pipe(client);
    },
    async [Symbol.asyncDispose]() {
      breakOff();
      server.close();
      await once(server, "close");
    },
  };
}
