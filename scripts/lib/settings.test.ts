import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { embeddedParts } from "./embedded-parts.ts";
import { formatLogLine } from "./format-log.ts";
import { createSecrets, loadSecrets } from "./secrets.ts";
import { serviceEnvironment, type StackSettings } from "./service-environments.ts";
import { toolEnvironment } from "./tool-environment.ts";

describe("embeddedParts", () => {
  it("embeds everything when nothing is set, and counts an empty value as not set", () => {
    expect(embeddedParts({ OPENAI_API_KEY: " ", DATABASE_URL: "" })).toEqual({
      postgres: true,
      sqs: true,
      s3: true,
      mailbox: true,
      simulated: ["openai", "anthropic", "google"],
    });
  });

  it("leaves to the operator what the environment names", () => {
    const parts = embeddedParts({
      DATABASE_URL: "postgresql://db/pulse",
      SQS_ENDPOINT: "http://sqs",
      S3_BUCKET: "assets",
      SMTP_URL: "smtp://mail",
      ANTHROPIC_API_KEY: "key",
      GOOGLE_VERTEX_PROJECT: "project",
    });
    expect(parts).toEqual({
      postgres: false,
      sqs: false,
      s3: false,
      mailbox: false,
      simulated: ["openai"],
    });
  });
});

const settings: StackSettings = {
  operator: { ANTHROPIC_API_KEY: "real", LOG_LEVEL: "debug", PORT: "3000" },
  secrets: createSecrets(),
  publicOrigin: "http://localhost:3000",
  databaseUrl: "postgresql://pulse_app@127.0.0.1/pulse",
  ports: {
    api: 1,
    apiInternal: 2,
    apiMetrics: 3,
    gateway: 4,
    gatewayMetrics: 5,
    worker: 6,
    web: 7,
  },
  sqs: { endpoint: "http://sqs", region: "us-east-1" },
  s3: { endpoint: "http://s3", bucket: "pulse" },
  smtpUrl: "smtp://127.0.0.1:1",
  simulated: { openai: "http://sim/v1" },
};

describe("serviceEnvironment", () => {
  it("gives the gateway provider keys and no way to the database", () => {
    const gateway = serviceEnvironment("gateway", settings);
    expect(gateway).toMatchObject({
      OPENAI_BASE_URL: "http://sim/v1",
      ANTHROPIC_API_KEY: "real",
      SIMULATED_PROVIDERS: "openai",
      INTERNAL_API_URL: "http://127.0.0.1:2",
    });
    expect(Object.keys(gateway)).not.toContain("DATABASE_URL");
    expect(Object.keys(gateway)).not.toContain("TOKEN_PRIVATE_KEY");
  });

  it("gives the api the database and no provider keys", () => {
    const api = serviceEnvironment("api", settings);
    expect(api).toMatchObject({ DATABASE_URL: settings.databaseUrl, API_PORT: "1" });
    expect(Object.keys(api).filter((name) => /OPENAI|ANTHROPIC|GOOGLE/.test(name))).toEqual([]);
  });

  it("gives the web app no secret at all", () => {
    const values = Object.values(serviceEnvironment("web", settings));
    for (const [name, secret] of Object.entries(settings.secrets))
      if (name !== "TOKEN_PUBLIC_KEY") expect(values).not.toContain(secret);
  });

  it("gives nobody the passwords of the database's owner and superuser", () => {
    for (const service of ["api", "gateway", "worker", "web"] as const)
      expect(Object.keys(serviceEnvironment(service, settings)).join(" ")).not.toContain(
        "POSTGRES",
      );
  });
});

describe("toolEnvironment", () => {
  it("keeps no setting of Pulse, so that tests never reach the operator's services", () => {
    const kept = toolEnvironment({
      PATH: "/bin",
      OPENAI_API_KEY: "key",
      DATABASE_URL: "db",
      PORT: "1",
    });
    expect(kept).toEqual({ PATH: "/bin" });
  });
});

describe("loadSecrets", () => {
  async function makeFolder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "pulse-secrets-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    return folder;
  }

  it("makes secrets once, readable by their owner only", async () => {
    const folder = await makeFolder();
    const first = await loadSecrets(folder);
    expect(await loadSecrets(folder)).toEqual(first);
    const { mode } = await stat(join(folder, "secrets.json"));
    expect(mode & 0o777).toBe(0o600);
  });

  it("says in one line when the file is damaged, and never overwrites it", async () => {
    const folder = await makeFolder();
    await writeFile(join(folder, "secrets.json"), '{"SESSION_SECRET":"x"}');
    await expect(loadSecrets(folder)).rejects.toThrow(/lacks INTERNAL_SERVICE_TOKEN/);
    await writeFile(join(folder, "secrets.json"), "{");
    await expect(loadSecrets(folder)).rejects.toThrow(/not readable JSON/);
  });
});

describe("formatLogLine", () => {
  it("turns a logger's JSON into a line for people and leaves other lines alone", () => {
    const line =
      '{"level":40,"time":"2026-11-21T08:00:00.000Z","service":"api","msg":"slow","ms":12}';
    expect(formatLogLine(line)).toMatch(/^\d\d:00:00 warn {2}slow ms=12$/);
    expect(formatLogLine("plain text")).toBe("plain text");
    expect(formatLogLine("{ not json")).toBe("{ not json");
  });
});
