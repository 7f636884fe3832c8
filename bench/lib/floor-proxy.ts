import Fastify from "fastify";
import { Agent } from "undici";

/**
 * The floor: a bare Fastify that parses a request, sends it on, parses the answer and sends it back, and
 * does nothing that the gateway is for. Run as a process: `node floor-proxy.ts <upstream origin>`.
 */
const upstream = process.argv[2] ?? "";
const agent = new Agent({ pipelining: 1 });
const app = Fastify();

app.post("/v1/chat/completions", async (request, reply) => {
  const gone = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  const { body } = await agent.request({
    origin: upstream,
    path: "/v1/chat/completions",
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer simulated" },
    body: JSON.stringify(request.body),
    signal: gone.signal,
  });
  return body.json();
});

const url = await app.listen({ host: "127.0.0.1", port: 0 });
process.stdout.write(`${url}\n`);
process.once("SIGTERM", () => {
  void app.close().then(() => agent.destroy());
});
