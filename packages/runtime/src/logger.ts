import {
  pino,
  stdTimeFunctions,
  type DestinationStream,
  type Logger as PinoLogger,
  type LevelWithSilent,
} from "pino";

export type Logger = PinoLogger;

/** What never reaches a log, wherever in the logged object's first two levels it stands. */
const secretNames = [
  "authorization",
  "cookie",
  "set-cookie",
  "token",
  "key",
  "apiKey",
  "secret",
  "password",
  "email",
  "to",
];

/** Keys, tokens and addresses that slipped into a text, such as a driver's error message. */
const secretText =
  /\b(?:pk_live_|sk-)[\w-]{8,}|\beyJ[\w-]+\.[\w-]+\.[\w-]+|[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}\b/gi;

/** Replaces what looks like a key, a signed token or an e-mail address. */
export function withoutSecrets(text: string): string {
  return text.replace(secretText, "[redacted]");
}

/** JSON lines on standard output, each naming its service; secrets and addresses are redacted. */
export function createLogger(
  options: { service: string; level: LevelWithSilent },
  destination?: DestinationStream,
): Logger {
  return pino(
    {
      level: options.level,
      base: { service: options.service },
      messageKey: "message",
      errorKey: "error",
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: secretNames.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
        censor: "[redacted]",
      },
      serializers: { error: describeError },
      // Last of all, because texts come from everywhere: drivers, providers, stacks.
      hooks: { streamWrite: withoutSecrets },
    },
    ...(destination ? [destination] : []),
  );
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  return {
    name: error.name,
    ...("code" in error && { code: error.code }),
    message: error.message,
    stack: error.stack,
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
