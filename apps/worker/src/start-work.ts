import { ensureJobQueues, visibilityTimeoutS } from "@pulse/platform/jobs/job-queues";
import { consumeQueue } from "@pulse/runtime/queue/consume-queue";
import { type Services } from "./context.ts";
import { processMessage } from "./jobs/process-message.ts";
import { sendMail } from "./jobs/send-mail.ts";
import { schedulesOf } from "./schedules/schedules.ts";
import { startSchedule } from "./schedules/start-schedule.ts";

/**
 * Starts the consumers and the schedules. Disposing takes no more messages, lets what is in hand finish, and
 * ends the schedules after their run under way.
 */
export async function startWork(services: Services): Promise<AsyncDisposable> {
  const { config, logger, queues } = services;
  await using stack = new AsyncDisposableStack();
  // A stand-in starts empty; on AWS the infrastructure makes the queues.
  if (config.queues.endpoint !== null) await ensureJobQueues(queues);
  stack.use(
    consumeQueue(queues, {
      name: "mail",
      handle: (body) => processMessage(services, sendMail, body),
      concurrency: config.mailConcurrency,
      visibilityTimeoutS,
      waitS: config.longPollS,
      logger,
    }),
  );
  for (const schedule of schedulesOf(services)) stack.use(startSchedule(schedule, services));
  return stack.move();
}
