/**
 * Whether a model takes `temperature` and `top_p`: the reasoning models (o-series, GPT-5 and later, but not their
 * `chat` variants) answer 400 to any but the default.
 * Source: https://developers.openai.com/api/docs/guides/latest-model
 */
export function acceptsSampling(model: string): boolean {
  return !/^(?:o\d|gpt-(?:[5-9]|\d{2}))/.test(model) || /-chat(?:-|$)/.test(model);
}
