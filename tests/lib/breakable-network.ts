import { once } from "node:events";
import { createServer, request } from "node:http";
import { type AddressInfo } from "node:net";
import { pipeline } from "node:stream";

/** A forward proxy between a browser and everything else. Disposing closes it. */
export interface BreakableNetwork extends AsyncDisposable {
  /** For a browser context's `proxy`: loopback goes through it too. */
  proxy: { server: string; bypass: string };
  /** Cuts every connection, open streams included, and refuses new ones until `mend`. */
  cut: () => void;
  mend: () => void;
}

export async function openBreakableNetwork(): Promise<BreakableNetwork> {
  let isCut = false;
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url = "" } = incoming;
    const forwarded = request(url, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      pipeline(answer, outgoing, () => {});
    });
    pipeline(incoming, forwarded, (error) => error && outgoing.destroy());
    outgoing.on("close", () => forwarded.destroy());
  });
  server.on("connection", (socket) => {
    if (isCut) socket.destroy();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    proxy: { server: `http://127.0.0.1:${port}`, bypass: "<-loopback>" },
    cut: () => {
      isCut = true;
      server.closeAllConnections();
    },
    mend: () => {
      isCut = false;
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
