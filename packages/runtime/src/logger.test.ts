import { Writable } from "node:stream";
import { expect, it } from "vitest";
import { createLogger, withoutSecrets } from "./logger.ts";

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  let output = "";
  const sink = new Writable({
    write(chunk, _encoding, done) {
      output += String(chunk);
      done();
    },
  });
  write(createLogger({ service: "test", level: "trace" }, sink));
  return output;
}

it("writes one JSON line with the service, the level's name and an ISO time", () => {
  const line = JSON.parse(logged((logger) => logger.info({ count: 1 }, "hello")));
  expect(line).toMatchObject({ service: "test", level: "info", message: "hello", count: 1 });
  expect(new Date(line.time).toISOString()).toBe(line.time);
});

it("keeps credentials and addresses out, wherever they stand", () => {
  const secret = "pk_live_abcdefghijklmnop";
  const output = logged((logger) => {
    logger.info({
      email: "a@example.com",
      token: secret,
      headers: { authorization: secret, cookie: secret },
    });
    logger.error({
      error: new Error(`refused ${secret}`, { cause: new Error("mail to b@example.com") }),
    });
    logger.warn({ job: { payload: { to: "c@example.com", apiKey: secret } } });
  });
  expect(output).not.toMatch(/pk_live_abc|@example\.com/);
  expect(output.match(/\[redacted\]/g)?.length).toBeGreaterThanOrEqual(7);
});

it.each([
  ["key sk-proj-abcdefgh12345678 failed", "key [redacted] failed"],
  ["token eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl end", "token [redacted] end"],
  ["nothing to hide", "nothing to hide"],
])("cleans %j", (text, expected) => {
  expect(withoutSecrets(text)).toBe(expected);
});
