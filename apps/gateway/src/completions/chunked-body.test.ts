import { Agent, createServer, get, type IncomingMessage } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ChunkedBody } from "./chunked-body.ts";

const server = createServer((_request, response) => {
  const body = new ChunkedBody(response.writeHead(200, { "content-type": "text/event-stream" }));
  body.write("data: مرحبا\n\n");
  body.write("");
  body.write("data: 👋\n\n");
  body.end("data: [DONE]\n\n");
});
const whole = "data: مرحبا\n\ndata: 👋\n\ndata: [DONE]\n\n";
const portOf = () => (server.address() as AddressInfo).port;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("ChunkedBody", () => {
  it("carries every write, and leaves the connection fit for the next call", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const places = new Set<number | undefined>();
    for (let call = 0; call < 3; call += 1) {
      const request = get({ host: "127.0.0.1", port: portOf(), agent });
      const [answer] = (await once(request, "response")) as [IncomingMessage];
      expect(answer.headers["transfer-encoding"]).toBe("chunked");
      expect(await text(answer)).toBe(whole);
      places.add(request.socket?.localPort);
    }
    expect(places.size).toBe(1);
    agent.destroy();
  });

  it("sends a client of HTTP/1.0 the bytes alone", async () => {
    const socket = connect(portOf(), "127.0.0.1");
    socket.write("GET / HTTP/1.0\r\n\r\n");
    const answer = await text(socket);
    expect(answer.slice(answer.indexOf("\r\n\r\n") + 4)).toBe(whole);
  });
});
