import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { createServer, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { createTestDatabase, type TestDatabase } from "@pulse/db/testing/create-test-database";
import { afterAll, beforeAll, expect, it } from "vitest";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const privateKey = generateKeyPairSync("ed25519").privateKey;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

function environment(): Record<string, string> {
  return {
    PUBLIC_ORIGIN: "http://localhost:3000",
    API_PORT: "0",
    API_INTERNAL_PORT: "0",
    API_METRICS_PORT: "0",
    DATABASE_URL: database.appUrl,
    SESSION_SECRET: "session-secret-of-the-tests-0123456789",
    INTERNAL_SERVICE_TOKEN: "service-token-of-the-tests-0123456789",
    TOKEN_PRIVATE_KEY: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** Runs the service, tells it to stop as soon as it is ready, and waits for its end. */
function run(variables: Record<string, string>): Promise<Ended> {
  let stopping = false;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [main], { env: variables });
    const output = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk) => {
      output.stdout += chunk;
      // Once: a second signal would end it at once.
      if (output.stdout.includes('"ready"') && !stopping) stopping = child.kill("SIGTERM");
    });
    child.stderr.on("data", (chunk) => (output.stderr += chunk));
    child.once("close", (code, signal) => resolve({ code, signal, ...output }));
  });
}

it.each(["SESSION_SECRET", "INTERNAL_SERVICE_TOKEN", "TOKEN_PRIVATE_KEY", "DATABASE_URL"])(
  "says in one line that %s is missing or empty, and exits with 1",
  async (name) => {
    const { code, stderr } = await run({ ...environment(), [name]: "  " });
    expect(stderr).toBe(`cannot start: ${name} is missing or empty\n`);
    expect(code).toBe(1);
  },
);

it("says in one line that the port is taken", async () => {
  await using other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const { port } = other.address() as AddressInfo;
  const { code, stderr } = await run({ ...environment(), API_PORT: String(port) });
  expect(stderr).toBe(`cannot start: port ${port} is already in use\n`);
  expect(code).toBe(1);
});

it("says in one line that the database cannot be reached", async () => {
  const { code, stderr } = await run({
    ...environment(),
    DATABASE_URL: "postgresql://pulse_app@127.0.0.1:9/none",
  });
  expect(stderr).toBe("cannot start: the database of DATABASE_URL cannot be reached\n");
  expect(code).toBe(1);
});

it("starts, and drains and exits with 0 on SIGTERM", async () => {
  const { code, signal, stdout, stderr } = await run(environment());
  expect(stderr).toBe("");
  expect({ code, signal }).toEqual({ code: 0, signal: null });
  expect(stdout).toContain('"draining"');
});
