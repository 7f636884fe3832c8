import { systemWorkspaceId } from "@pulse/db/system-workspace";
import { withWorkspace } from "@pulse/db/with-workspace";
import { claimJob } from "@pulse/platform/jobs/claim-job";
import { dispatchJob, dispatchJobs, resendAfterMs } from "@pulse/platform/jobs/dispatch-jobs";
import { redriveJobs } from "@pulse/platform/jobs/redrive-jobs";
import { createMailer } from "@pulse/runtime/mail";
import { receiveMessages, sendMessage } from "@pulse/runtime/queue/messages";
import { deadLetterName } from "@pulse/runtime/queue/queues";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startWork } from "../start-work.ts";
import {
  createTestWorker,
  enqueueMail,
  readInbox,
  readJob,
  signInMail,
  type TestWorker,
} from "../testing/test-worker.ts";
import { processMessage } from "./process-message.ts";
import { sendMail } from "./send-mail.ts";

const patience = { timeout: 20_000, interval: 50 };
let worker: TestWorker;
beforeAll(async () => {
  worker = await createTestWorker();
});
afterAll(() => worker[Symbol.asyncDispose]());

describe("a mail that waits in its row", () => {
  it("reaches the inbox in Arabic from right to left, and in English from left to right", async () => {
    const { services } = worker;
    await using _work = await startWork(services);
    const arabic = signInMail("ar");
    const english = signInMail("en");
    const job = await enqueueMail(services, arabic);
    await enqueueMail(services, english);
    await vi.waitFor(async () => {
      expect(await readInbox(arabic.to)).toHaveLength(1);
      expect(await readInbox(english.to)).toHaveLength(1);
      expect(await readJob(services, job)).toMatchObject({ state: "succeeded" });
    }, patience);
    const [inArabic] = await readInbox(arabic.to);
    expect(inArabic?.subject).toBe("رابط الدخول إلى Pulse");
    expect(inArabic?.html).toMatch(/<html lang="ar" dir="rtl">[\s\S]*<body lang="ar" dir="rtl"/);
    expect(inArabic?.html).toContain(arabic.url.replace("&", "&amp;"));
    expect(inArabic?.text).toContain(arabic.url);
    expect(inArabic?.messageId).toContain(job.jobId);
    expect(inArabic?.headers).toMatchObject({ "content-language": "ar" });
    const [inEnglish] = await readInbox(english.to);
    expect(inEnglish?.subject).toBe("Your Pulse sign-in link");
    expect(inEnglish?.html).toContain('<html lang="en" dir="ltr">');
  });

  it("forgets the link once it is sent", async () => {
    const { services } = worker;
    const job = await enqueueMail(services, signInMail());
    await processMessage(services, sendMail, JSON.stringify(job));
    expect(await readJob(services, job)).toMatchObject({ state: "succeeded", payload: {} });
  });

  it("is sent once, however often and at once its message is delivered", async () => {
    const { services } = worker;
    const mail = signInMail();
    const job = await enqueueMail(services, mail);
    const deliveries = Array.from({ length: 5 }, () =>
      processMessage(services, sendMail, JSON.stringify(job)),
    );
    expect(await Promise.all(deliveries)).toEqual(["done", "done", "done", "done", "done"]);
    expect(await readJob(services, job)).toMatchObject({ state: "succeeded", attempts: 1 });
    expect(await readInbox(mail.to)).toHaveLength(1);
  });

  it("is dispatched by one of several dispatchers", async () => {
    const { services } = worker;
    const job = await enqueueMail(services, signInMail());
    const now = new Date();
    const sent = await Promise.all([1, 2, 3, 4].map(() => dispatchJob(services, job, now)));
    expect(sent.filter(Boolean)).toHaveLength(1);
  });

  it("is sent again when its message is lost", async () => {
    const { services } = worker;
    const mail = signInMail();
    const job = await enqueueMail(services, mail);
    await withWorkspace(services.database, systemWorkspaceId, (transaction) =>
      transaction.job.updateMany({ where: { id: job.jobId }, data: { dispatchedAt: new Date() } }),
    );
    const later = new Date(Date.now() + resendAfterMs + 1_000);
    expect(await dispatchJobs(services, { limit: 100, now: later })).toBeGreaterThanOrEqual(1);
    await using _work = await startWork(services);
    await vi.waitFor(async () => expect(await readInbox(mail.to)).toHaveLength(1), patience);
  });
});

describe("a job whose worker died between claim and finish", () => {
  it("is left alone while the lease lasts, and done by another worker after it", async () => {
    const { services } = worker;
    const mail = signInMail();
    const job = await enqueueMail(services, mail);
    await claimJob(services.database, job, { leaseMs: 60_000, now: new Date() });
    await processMessage(services, sendMail, JSON.stringify(job));
    expect(await readInbox(mail.to)).toEqual([]);
    const later = { ...services, now: () => new Date(Date.now() + 61_000) };
    await processMessage(later, sendMail, JSON.stringify(job));
    expect(await readJob(services, job)).toMatchObject({ state: "succeeded", attempts: 2 });
    expect(await readInbox(mail.to)).toHaveLength(1);
  });

  it("fails for good when its workers die as often as it may be tried", async () => {
    const { services } = worker;
    const job = await enqueueMail(services, signInMail());
    const outcomes: string[] = [];
    for (let death = 0; death < 7; death += 1) {
      const now = new Date(Date.now() + death * 61_000);
      outcomes.push((await claimJob(services.database, job, { leaseMs: 60_000, now })).outcome);
    }
    expect(outcomes).toEqual([...Array.from({ length: 6 }, () => "claimed"), "exhausted"]);
    expect(await readJob(services, job)).toMatchObject({ state: "failed" });
  });
});

describe("a job that fails", () => {
  it("waits longer after each failure while the mail server is away", async () => {
    const { services } = worker;
    using mailer = createMailer({ url: "smtp://127.0.0.1:9", from: "Pulse <a@pulse.test>" });
    const job = await enqueueMail(services, signInMail());
    const outcome = await processMessage({ ...services, mailer }, sendMail, JSON.stringify(job));
    expect(outcome).toBe("done");
    const row = await readJob(services, job);
    expect(row).toMatchObject({
      state: "queued",
      attempts: 1,
      errorCode: "unavailable",
      dispatchedAt: null,
    });
    expect(row.availableAt.getTime()).toBeGreaterThan(Date.now());
  });

  it("goes to the dead-letter queue when nothing can mend it, and starts over when an operator redrives it", async () => {
    await using own = await createTestWorker();
    const { services } = own;
    const mail = signInMail();
    const job = await enqueueMail(services, { ...mail, url: "https://elsewhere.example/steal" });
    await withWorkspace(services.database, systemWorkspaceId, (transaction) =>
      transaction.job.updateMany({
        where: { id: job.jobId },
        data: { payload: { template: "none" } },
      }),
    );
    {
      await using _work = await startWork(services);
      await vi.waitFor(async () => {
        expect(await readJob(services, job)).toMatchObject({ state: "failed", attempts: 1 });
      }, patience);
    }
    await withWorkspace(services.database, systemWorkspaceId, (transaction) =>
      transaction.job.updateMany({ where: { id: job.jobId }, data: { payload: mail } }),
    );
    const redriven = await redriveJobs(services, "mail", new Date());
    expect(redriven).toEqual({ redriven: 1, settled: 0, unreadable: 0 });
    await using _work = await startWork(services);
    await vi.waitFor(async () => expect(await readInbox(mail.to)).toHaveLength(1), patience);
  });

  it("never mails a link that leads away from our own origin", async () => {
    const { services } = worker;
    const mail = { ...signInMail(), url: "https://elsewhere.example/sign-in/verify?token=abc" };
    const job = await enqueueMail(services, mail);
    await processMessage(services, sendMail, JSON.stringify(job));
    expect(await readInbox(mail.to)).toEqual([]);
  });

  it("sets a message aside that names no job", async () => {
    await using own = await createTestWorker();
    const { queues } = own.services;
    await sendMessage(queues, "mail", "{not json");
    await using _work = await startWork(own.services);
    await vi.waitFor(async () => {
      const options = { messagesMax: 1, waitS: 0, visibilityTimeoutS: 1 };
      const dead = await receiveMessages(queues, deadLetterName("mail"), options);
      expect(dead.map((message) => message.body)).toEqual(["{not json"]);
    }, patience);
  });
});
