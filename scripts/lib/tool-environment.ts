const kept =
  /^(?:PATH|HOME|USER|LANG|LC_\w+|TZ|TMPDIR|CI|TERM|CHROMIUM_PATH|NODE_EXTRA_CA_CERTS|npm_\w+)$/;

/**
 * The environment without anything that configures Pulse, so that a test never meets the operator's database
 * or spends on their provider keys.
 */
export function toolEnvironment(environment = process.env): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => kept.test(name)));
}
