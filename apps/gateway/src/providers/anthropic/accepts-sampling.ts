/**
 * Whether a model takes `temperature` and `top_p`: Claude Opus 4.7 and everything after it answer 400 to any but
 * the default. Source: https://platform.claude.com/docs/en/about-claude/models/migration-guide
 */
export function acceptsSampling(model: string): boolean {
  return /^claude-(?:3|(?:opus|sonnet|haiku)-4(?:-[0-6])?(?:-\d{8})?$)/.test(model);
}
