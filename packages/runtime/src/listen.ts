import { type Server } from "node:http";
import { ConfigurationError } from "./config.ts";

/**
 * Listens and returns the port (0 asks for a free one). Throws `ConfigurationError` with one clear line
 * when the port is taken or not allowed.
 */
export function listen(
  server: Server,
  { host, port }: { host: string; port: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(describeListenError(error, port)));
    server.listen(port, host, () => resolve(portOf(server, port)));
  });
}

/** The failure to listen as one line that names the port; any other error as it is. */
export function describeListenError(error: unknown, port: number): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  if (error.code === "EADDRINUSE") return new ConfigurationError(`port ${port} is already in use`);
  if (error.code === "EACCES")
    return new ConfigurationError(`port ${port} may not be opened by this user`);
  return error;
}

function portOf(server: Server, asked: number): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : asked;
}
