# The portal as one image: the backend, which serves the app too. deploy/image/README.md explains it.
#
#   ./portal tsc && ./portal build:backend
#   docker build --tag developer-portal .
#
# deploy/image/src/container.ts says how it is run; yarn test:deploy holds this file to that.
# Nothing is compiled: install scripts are off and better-sqlite3 brings its binaries along, so that
# no stage needs a toolchain.

FROM docker.io/library/node:24.21.0-trixie-slim@sha256:8ec5d7557396cfe32d21c3f9c13072355ceab22b584578ca4bb28af31120cffe AS base

# What the backend needs of the registry. Nothing of this stage but /app gets any further.
FROM base AS dependencies
# Where packages come from, and what vouches for it, for those who have a registry of their own.
ARG YARN_NPM_REGISTRY_SERVER
ARG YARN_UNSAFE_HTTP_WHITELIST
ARG YARN_HTTPS_PROXY
ARG NODE_EXTRA_CA_CERTS
ENV YARN_ENABLE_TELEMETRY=0
WORKDIR /app
# The manifests alone: this stage is built again only when a dependency changes.
COPY .yarnrc.yml backstage.json package.json yarn.lock ./
COPY .yarn/patches .yarn/patches
ADD packages/backend/dist/skeleton.tar.gz ./
# Yarn is the one that package.json names; that of the base is another.
RUN npm install --global --force ${YARN_NPM_REGISTRY_SERVER:+--registry="$YARN_NPM_REGISTRY_SERVER"} \
    "@yarnpkg/cli-dist@$(node --print 'require("./package.json").packageManager.split("@")[1].split("+")[0]')" \
  && yarn workspaces focus --all --production \
  # What only people who change a package read, and what would only be carried along.
  && find . -type f -name '*.map' -delete \
  && rm -rf /root/.yarn /root/.npm

# What is built here. Source maps hold the whole source.
FROM base AS portal
WORKDIR /app
ADD packages/backend/dist/bundle.tar.gz ./
COPY app-config.yaml app-config.production.yaml catalog-info.yaml mkdocs.yml ./
COPY catalog catalog
COPY docs docs
RUN find . -type f -name '*.map' -delete && chmod -R u=rwX,go=rX .

FROM base
# Lighthouse audits pages with it: --build-arg CHROMIUM=true
ARG CHROMIUM=false
RUN if [ "$CHROMIUM" = true ]; then \
      apt-get update \
      && apt-get install --yes --no-install-recommends chromium fonts-liberation \
      && rm -rf /var/lib/apt/lists/*; \
    fi \
  # Nobody installs anything in a running portal.
  && rm -rf /usr/local/lib/node_modules /usr/local/include /opt/yarn-v* \
    /usr/local/bin/corepack /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/yarn /usr/local/bin/yarnpkg \
  && install -d -m 0755 /app
# What looks for a home to write to finds the one place where it may.
ENV NODE_ENV=production HOME=/tmp CHROME_PATH=/usr/bin/chromium
COPY --from=dependencies --chown=root:root /app /app
COPY --from=portal --chown=root:root /app /app
# Paths in app-config.yaml are relative to it, as they are while developing.
WORKDIR /app/packages/backend
USER 1000:1000
VOLUME ["/tmp"]
EXPOSE 7007
EXPOSE 9464
HEALTHCHECK --interval=30s --timeout=5s --start-period=180s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:7007/.backstage/health/v1/readiness').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT []
CMD ["node", "--require", "./src/instrumentation.js", ".", "--config", "/app/app-config.yaml", "--config", "/app/app-config.production.yaml"]
