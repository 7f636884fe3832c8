import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { once } from "node:events";

export interface TcpProxy extends AsyncDisposable {
  port: number;
  /** Breaks every connection and refuses new ones until `heal`. */
  breakOff: () => void;
  heal: () => void;
}

/** Stands between a client and a server on loopback, so that a test can take the server away. */
export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let isBroken = false;
  const server = createServer((client) => {
    if (isBroken) {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(target);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.once("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const breakOff = () => {
    isBroken = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    // A listening TCP server's address is always an AddressInfo.
    port: (server.address() as AddressInfo).port,
    breakOff,
    heal: () => (isBroken = false),
    async [Symbol.asyncDispose]() {
      breakOff();
      server.close();
      await once(server, "close");
    },
  };
}
