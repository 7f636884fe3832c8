import { z } from "zod";

/** Where the test runner's SQS stand-in is. */
export const sqsEndpoint: string = z.url().parse(process.env["TEST_SQS_ENDPOINT"]);
