import { PassThrough, Readable } from "node:stream";
import { describe, expect, it, vi } from "vitest";
import { BodyReader } from "./body-reader.ts";

async function readAll(reader: BodyReader): Promise<string> {
  let text = "";
  for (let reads = await reader.next(); reads !== null; reads = await reader.next())
    text += Buffer.concat(reads).toString();
  return text;
}

describe("BodyReader", () => {
  it("hands out every byte in order and then the end, again and again", async () => {
    using reader = new BodyReader(Readable.from([Buffer.from("a"), Buffer.from("b")]));
    expect(await readAll(reader)).toBe("ab");
    expect(await reader.next()).toBeNull();
  });

  it("hands out what came before a failure, then the failure", async () => {
    const body = new PassThrough();
    using reader = new BodyReader(body);
    body.write("before");
    await vi.waitFor(() => expect(body.readableLength).toBe(0));
    body.destroy(new Error("cut"));
    expect(Buffer.concat((await reader.next()) ?? []).toString()).toBe("before");
    await expect(reader.next()).rejects.toThrow("cut");
  });

  it("tells the body to wait while nobody takes what came", async () => {
    const body = new PassThrough();
    using reader = new BodyReader(body);
    body.write(Buffer.alloc(65 * 1024));
    await vi.waitFor(() => expect(body.isPaused()).toBe(true));
    await reader.next();
    expect(body.isPaused()).toBe(false);
  });

  it("closes a body that has not ended when disposed", () => {
    const body = new PassThrough();
    new BodyReader(body)[Symbol.dispose]();
    expect(body.destroyed).toBe(true);
  });
});
