import { createSqsServer } from "local-aws-sqs";
import { findFreePorts } from "./ports.ts";

export interface SqsServer extends AsyncDisposable {
  endpoint: string;
  region: string;
}

/**
 * Starts the SQS stand-in on loopback and a free port. Whoever uses a queue makes it. Messages live in memory:
 * they are hints, and the dispatcher sends again what the jobs table still holds.
 */
export async function startSqs(): Promise<SqsServer> {
  const [port = 0] = await findFreePorts(1);
  const region = "us-east-1";
  const server = await createSqsServer({ hostname: "127.0.0.1", port, region });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    region,
    async [Symbol.asyncDispose]() {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      server.closeAllConnections();
      await promise;
    },
  };
}
