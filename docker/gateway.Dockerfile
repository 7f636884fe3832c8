# syntax=docker/dockerfile:1
FROM node:26-bookworm-slim AS packages
RUN npm install --global pnpm@12.21.0
WORKDIR /pulse
COPY . .
RUN pnpm install --frozen-lockfile --prod --filter "@pulse/gateway..."

FROM node:26-bookworm-slim
ENV NODE_ENV=production
WORKDIR /pulse
COPY --from=packages /pulse /pulse
USER node
EXPOSE 4100 9102
# Node runs TypeScript as it is; there is no build.
CMD ["node", "apps/gateway/src/main.ts"]
