import { endpointOf } from "../http/endpoint-of.ts";

/** Google serves the same models through two doors, which differ in address and key. */
export type GoogleConfig =
  | { kind: "gemini"; baseUrl: string; apiKey: string }
  | {
      kind: "vertex";
      /** Null takes Google's own address for the location. */
      baseUrl: string | null;
      project: string;
      location: string;
      /** A fresh OAuth access token; called once per request, so it must cache. */
      getAccessToken: () => Promise<string>;
    };

export interface GoogleEndpoint {
  origin: string;
  /** What stands before the model's id. */
  modelsPath: string;
  headers(): Promise<Record<string, string>>;
}

/** Sources: https://ai.google.dev/api and https://cloud.google.com/vertex-ai/docs/reference/rest */
export function googleEndpoint(config: GoogleConfig): GoogleEndpoint {
  if (config.kind === "gemini") {
    const { origin, path } = endpointOf(config.baseUrl, "/v1beta/models/");
    const headers = { "content-type": "application/json", "x-goog-api-key": config.apiKey };
    return { origin, modelsPath: path, headers: () => Promise.resolve(headers) };
  }
  const { project, location, getAccessToken } = config;
  const { origin, path } = endpointOf(
    config.baseUrl ?? vertexOrigin(location),
    `/v1/projects/${project}/locations/${location}/publishers/google/models/`,
  );
  return {
    origin,
    modelsPath: path,
    headers: async () => ({
      "content-type": "application/json",
      authorization: `Bearer ${await getAccessToken()}`,
    }),
  };
}

function vertexOrigin(location: string): string {
  const prefix = location === "global" ? "" : `${location}-`;
  return `https://${prefix}aiplatform.googleapis.com`;
}
