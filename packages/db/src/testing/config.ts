/** Superuser address of the test runner's PostgreSQL; null when the suite has to start its own. */
export const testPostgresUrl: string | null = process.env["TEST_POSTGRES_URL"] || null;
