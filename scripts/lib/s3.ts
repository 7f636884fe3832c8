import { mkdir } from "node:fs/promises";
import S3rver from "s3rver";

export interface S3Server extends AsyncDisposable {
  endpoint: string;
  bucket: string;
}

/** The stand-in's only key, id and secret alike; it listens on loopback alone. */
export const standInKey = "S3RVER";

/** Starts the S3 stand-in on loopback and a free port; objects live in `folder`. */
export async function startS3(folder: string): Promise<S3Server> {
  await mkdir(folder, { recursive: true });
  const bucket = "pulse";
  const server = new S3rver({
    address: "127.0.0.1",
    port: 0,
    directory: folder,
    silent: true,
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  // A bucket that is there already is what a second start finds; the stand-in would warn of it.
  const { port } = await server.run();
  return {
    endpoint: `http://127.0.0.1:${port}`,
    bucket,
    async [Symbol.asyncDispose]() {
      server.httpServer.closeAllConnections();
      await server.close();
    },
  };
}
