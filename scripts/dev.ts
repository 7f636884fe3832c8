import { runMain } from "./lib/problem.ts";
import { runStack } from "./lib/run-stack.ts";

await runMain(() => runStack("reload"));
