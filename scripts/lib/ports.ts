import { createServer, type Server } from "node:net";
import { Problem } from "./problem.ts";

const loopback = "127.0.0.1";

/** Listens on loopback; a taken port is a Problem that names the port and how to choose another. */
export function listen(server: Server, port: number, variable = "PORT"): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once("error", (error: NodeJS.ErrnoException) =>
    reject(error.code === "EADDRINUSE" ? takenPort(port, variable) : error),
  );
  server.listen(port, loopback, () => {
    const address = server.address();
    resolve(typeof address === "object" && address !== null ? address.port : port);
  });
  return promise;
}

/** The problem of a port that someone else listens on. */
export function takenPort(port: number, variable: string): Problem {
  return new Problem(
    `port ${port} is taken: stop what listens there, or choose another with ${variable}=<port>`,
  );
}

/** Throws a Problem when a port cannot be listened on. */
export async function assertPortIsFree(port: number, variable: string): Promise<void> {
  const probe = createServer();
  await listen(probe, port, variable);
  await closed(probe);
}

/** Ports that nobody listens on now; all differ. */
export async function findFreePorts(count: number): Promise<number[]> {
  const probes = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(probes.map((probe) => listen(probe, 0)));
  await Promise.all(probes.map(closed));
  return ports;
}

function closed(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  return promise;
}
