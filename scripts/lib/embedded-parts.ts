/** Model providers that have a stand-in. */
export const simulatedProviders = ["openai", "anthropic", "google"] as const;
export type SimulatedProvider = (typeof simulatedProviders)[number];

/** Which outside services the stack brings itself; whatever the environment names stays outside. */
export interface EmbeddedParts {
  postgres: boolean;
  sqs: boolean;
  s3: boolean;
  mailbox: boolean;
  simulated: SimulatedProvider[];
}

const overrides = {
  postgres: ["DATABASE_URL"],
  sqs: ["SQS_ENDPOINT", "SQS_QUEUE_PREFIX"],
  s3: ["S3_ENDPOINT", "S3_BUCKET"],
  mailbox: ["SMTP_URL"],
  openai: ["OPENAI_API_KEY", "OPENAI_BASE_URL"],
  anthropic: ["ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL"],
  google: ["GOOGLE_API_KEY", "GOOGLE_BASE_URL", "GOOGLE_VERTEX_PROJECT"],
} as const;

/** Reads from the environment which parts are embedded: those of which nothing is set. */
export function embeddedParts(environment: NodeJS.ProcessEnv): EmbeddedParts {
  const isEmbedded = (part: keyof typeof overrides) =>
    overrides[part].every((variable) => !environment[variable]?.trim());
  return {
    postgres: isEmbedded("postgres"),
    sqs: isEmbedded("sqs"),
    s3: isEmbedded("s3"),
    mailbox: isEmbedded("mailbox"),
    simulated: simulatedProviders.filter(isEmbedded),
  };
}
