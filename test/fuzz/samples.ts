/** A text of a format, and the files to which it refers. */
export interface Sample {
  readonly path: string;
  readonly text: string;
  readonly files?: Readonly<Record<string, string>>;
}

const CONF = `# kong-lint: kong=3.9
database = postgres
pg_password = hunter2secret # old
proxy_listen = 0.0.0.0:8000 reuseport, 0.0.0.0:8443 http2 ssl
LOG_LEVEL = warning
plugins = bundled,\\
    key-auth
pg_ssl = "yes"
nginx_http_client_max_body_size = 8m
{% if tls %}
ssl_cert = {{ cert }}
{% endif %}
trusted_ips = 0.0.0.0/0,::/0
# kong-lint-disable-next-line schema/unknown-property
databse = off
[kong]
pg_host: localhost
`;

const ENV = `export KONG_DATABASE="off"
KONG_PG_PASSWORD='hunter2 secret'
KONG_PROXY_LISTEN=\${LISTEN:-0.0.0.0:8000}
KONG_PG_SSL = yes
kong_log_level=info
KONG_PLUGINS=bundled,key-auth # mine
OTHER="a
b"
`;

const COMPOSE = `x-env: &env
  KONG_PG_SSL: "yes"
services:
  kong:
    image: kong:3.9
    env_file: gw.env
    environment:
      <<: *env
      KONG_PG_PASSWORD: "s3cr3t$$x"
      KONG_PROXY_LISTEN: \${L:-0.0.0.0:8000 ssl}
      KONG_DATABAS: postgres
    ports: ["8000:8000", 8443:8443]
    command: kong start
  other:
    extends: kong
    environment:
      - KONG_LOG_LEVEL=warning
`;

const DOCKERFILE = `ARG V=3.9
FROM kong:\${V} AS base
ENV KONG_DATABASE=off KONG_PG_SSL="yes" \\
    KONG_LOG_LEVEL=\${LEVEL:-info}
ENV KONG_PLUGINS bundled,my plugin
COPY <<EOF /etc/kong/kong.conf
pg_ssl = yes
EOF
RUN echo "log_level = warning" >> /etc/kong/kong.conf
FROM base
CMD ["kong", "docker-start"]
`;

const KUBERNETES = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: kong
spec:
  template:
    spec:
      containers:
        - name: proxy
          image: kong:3.9
          env:
            - name: KONG_PG_SSL
              value: "yes"
            - name: KONG_PREFIX
              value: $(HOME)/kong
            - name: KONG_PG_PASSWORD
              valueFrom:
                secretKeyRef: { name: s, key: p }
          envFrom:
            - configMapRef: { name: c }
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: c
data:
  KONG_DATABAS: "off"
  kong.conf: |
    log_level = warning
---
apiVersion: v1
kind: Secret
metadata:
  name: s
data:
  p: aHVudGVyMnNlY3JldA==
`;

const HELM = `image:
  repository: kong
  tag: "3.9"
env:
  database: "off"
  pg_ssl: yes
  PG_HOST: db
  pg_password:
    valueFrom:
      secretKeyRef: { name: s, key: p }
proxy:
  http:
    containerPort: 8000
ingressController:
  enabled: false
`;

const SHELL = `#!/bin/sh
export KONG_PG_SSL=yes KONG_DATABASE="off"
docker run -d --name kong \\
  -e KONG_PG_PASSWORD='hunter2' -e "KONG_LOG_LEVEL=warning" \\
  --env-file gw.env -p 8000:8000 kong:3.9
cat > /etc/kong/kong.conf <<EOF
pg_host = $HOST
EOF
KONG_PREFIX=/tmp kong start -c /etc/kong/kong.conf
`;

const SYSTEMD = `[Unit]
Description=Kong
[Service]
Environment=KONG_PG_SSL=yes "KONG_PLUGINS=bundled,a b" \\
  KONG_DATABAS=off
EnvironmentFile=-gw.env
ExecStart=/usr/local/bin/kong start --nginx-conf %i
`;

const ECS = `{
  "family": "kong",
  "containerDefinitions": [
    {
      "name": "kong",
      "image": "kong:3.9",
      "environment": [
        { "name": "KONG_PG_SSL", "value": "yes" },
        { "name": "KONG_PG_PASSWORD", "value": "a\\u0062c" }
      ],
      "secrets": [{ "name": "KONG_PG_USER", "valueFrom": "arn:aws:x" }],
      "portMappings": [{ "containerPort": 8000 }]
    }
  ]
}
`;

const NOMAD = `job "kong" {
  group "g" {
    task "kong" {
      driver = "docker"
      config {
        image = "kong:3.9"
      }
      env {
        KONG_PG_SSL  = "yes"
        KONG_PREFIX = "\${NOMAD_TASK_DIR}/kong"
      }
    }
  }
}
`;

const TERRAFORM = `resource "docker_container" "kong" {
  name  = "kong"
  image = "kong:3.9"
  env = [
    "KONG_PG_SSL=yes",
    "KONG_PG_PASSWORD=\${var.password}",
  ]
}
resource "kubernetes_config_map" "c" {
  data = {
    KONG_DATABAS = "off"
  }
}
`;

const MARKDOWN = `# Kong

\`\`\`sh
$ docker run -e KONG_PG_SSL=yes kong:3.9
\`\`\`

> \`\`\`env
> KONG_DATABAS=off
> \`\`\`

\`\`\`yaml
services:
  kong:
    image: kong:3.9
    environment:
      KONG_LOG_LEVEL: warning
\`\`\`
`;

const GATEWAY = { "gw.env": "KONG_PG_HOST=db\nKONG_PG_SSL=yes\n" };

/** By the name of the format; a format without any fails a test. */
export const SAMPLES: Readonly<Record<string, readonly Sample[]>> = {
  "kong-conf": [{ path: "kong.conf", text: CONF }],
  dotenv: [{ path: "kong.env", text: ENV }],
  compose: [{ path: "compose.yaml", text: COMPOSE, files: GATEWAY }],
  dockerfile: [{ path: "Dockerfile", text: DOCKERFILE }],
  kubernetes: [{ path: "kong.yaml", text: KUBERNETES }],
  helm: [{ path: "values.yaml", text: HELM }],
  shell: [{ path: "start.sh", text: SHELL, files: GATEWAY }],
  systemd: [{ path: "kong.service", text: SYSTEMD, files: GATEWAY }],
  ecs: [{ path: "task.json", text: ECS }],
  nomad: [{ path: "kong.nomad", text: NOMAD }],
  terraform: [{ path: "main.tf", text: TERRAFORM }],
  markdown: [{ path: "README.md", text: MARKDOWN }],
};
