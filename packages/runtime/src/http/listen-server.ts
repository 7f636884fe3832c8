import { type FastifyInstance } from "fastify";
import { describeListenError } from "../listen.ts";

export interface ListeningServer extends AsyncDisposable {
  port: number;
}

/**
 * Starts a Fastify server and returns its port. Disposing refuses new connections, lets running requests
 * finish for at most `drainMs`, then cuts them.
 */
export async function listenServer(
  app: FastifyInstance,
  address: { host: string; port: number; drainMs: number },
): Promise<ListeningServer> {
  try {
    await app.listen({ host: address.host, port: address.port });
  } catch (error) {
    throw describeListenError(error, address.port);
  }
  return {
    port: portOf(app, address.port),
    async [Symbol.asyncDispose]() {
      const cut = setTimeout(() => app.server.closeAllConnections(), address.drainMs);
      await app.close();
      clearTimeout(cut);
    },
  };
}

function portOf(app: FastifyInstance, asked: number): number {
  const address = app.server.address();
  return typeof address === "object" && address ? address.port : asked;
}
