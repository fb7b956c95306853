# The portal as one image: the backend, which serves the app.
#
#   ./portal tsc && ./portal build:backend
#   docker build --tag developer-portal .
#   docker run --publish 7007:7007 --env-file portal.env --volume "$PWD/app-config.local.yaml:/app/app-config.local.yaml" \
#     developer-portal --config ../../app-config.yaml --config ../../app-config.local.yaml
#
# Nothing is compiled here: install scripts are off and better-sqlite3 brings its binaries along,
# so neither stage needs a toolchain.
ARG NODE_IMAGE=node:24-trixie-slim

FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
RUN corepack enable
ENV COREPACK_ENABLE_DOWNLOAD_PROMPT=0 YARN_ENABLE_TELEMETRY=0
# The manifests alone first: this layer is built again only when a dependency changes.
COPY .yarnrc.yml backstage.json package.json yarn.lock packages/backend/dist/skeleton.tar.gz ./
RUN tar -xzf skeleton.tar.gz && rm skeleton.tar.gz \
  && yarn workspaces focus --all --production \
  && yarn cache clean --all

FROM ${NODE_IMAGE}
ENV NODE_ENV=production
COPY --from=dependencies /app /app
COPY packages/backend/dist/bundle.tar.gz /tmp/
COPY app-config.yaml catalog-info.yaml /app/
COPY catalog /app/catalog
# Buildah makes the working directory of a stage for root alone.
RUN tar -xzf /tmp/bundle.tar.gz -C /app && rm /tmp/bundle.tar.gz && chmod 755 /app
# The catalog's location in app-config.yaml is relative to this directory.
WORKDIR /app/packages/backend
USER node
EXPOSE 7007
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://localhost:7007/.backstage/health/v1/readiness').then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "."]
CMD ["--config", "../../app-config.yaml"]
