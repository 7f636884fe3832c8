import { jobKindSchema } from "@pulse/contracts/jobs/job-message";
import { redriveJobs } from "@pulse/platform/jobs/redrive-jobs";
import { readConfig } from "./config.ts";
import { createServices } from "./context.ts";

// An operator's command, with the worker's own environment: `pnpm --filter @pulse/worker redrive mail`.
await using stack = new AsyncDisposableStack();
const kind = jobKindSchema.parse(process.argv[2]);
const services = await createServices(readConfig(), stack);
const result = await redriveJobs(services, kind, new Date());
services.logger.info({ kind, ...result }, "dead-letter queue redriven");
