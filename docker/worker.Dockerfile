# syntax=docker/dockerfile:1
FROM node:26-bookworm-slim AS packages
RUN npm install --global pnpm@12.21.0
WORKDIR /pulse
COPY . .
RUN pnpm install --frozen-lockfile --prod --filter "@pulse/worker..."

# Prisma's client is generated code: made with the development packages, taken along as files.
FROM packages AS generated
RUN pnpm install --frozen-lockfile --no-optional --filter "@pulse/db..." \
  && node scripts/generate.ts

FROM node:26-bookworm-slim
ENV NODE_ENV=production
WORKDIR /pulse
COPY --from=packages /pulse /pulse
COPY --from=generated /pulse/packages/db/src/generated /pulse/packages/db/src/generated
USER node
EXPOSE 9103
# Node runs TypeScript as it is; there is no build.
CMD ["node", "apps/worker/src/main.ts"]
