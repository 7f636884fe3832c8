import { createSecrets } from "./lib/secrets.ts";

/** Prints fresh secrets as the lines of an environment file; `docker/compose.yml` and deployments read them. */
for (const [name, value] of Object.entries(createSecrets()))
  console.log(`${name}=${JSON.stringify(value)}`);
