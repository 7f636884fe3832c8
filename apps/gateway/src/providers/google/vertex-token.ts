/** A service account's key as Google hands it out, or null for application default credentials. */
export interface VertexCredentials {
  clientEmail: string;
  privateKey: string;
}

/**
 * Access tokens for Vertex AI, cached and renewed by Google's own auth library. Without credentials they come
 * from the environment: a key file, workload identity or the metadata server.
 */
export function createVertexToken(credentials: VertexCredentials | null): () => Promise<string> {
  let auth: Promise<{ getAccessToken(): Promise<string | null | undefined> }> | null = null;
  return async () => {
    // Loaded on first use: gateways without Vertex AI never pay for it.
    auth ??= import("google-auth-library").then(
      ({ GoogleAuth }) =>
        new GoogleAuth({
          scopes: ["https://www.googleapis.com/auth/cloud-platform"],
          ...(credentials === null
            ? {}
            : {
                credentials: {
                  client_email: credentials.clientEmail,
                  private_key: credentials.privateKey,
                },
              }),
        }),
    );
    const token = await (await auth).getAccessToken();
    if (!token) throw new Error("Google returned no access token");
    return token;
  };
}
