import type { Troubles } from "./troubles.ts";

/** With control planes, data planes, and Konnect. */
export const PLANE_TROUBLES: Troubles = {
  "what control planes and data planes need": {
    told: [
      [
        "enterprise@2.8",
        "role = control_plane\ncluster_cert = /a.crt\ncluster_cert_key = /a.key\ncluster_telemetry_listen = off\n",
        "4 error cluster/hybrid-requirements",
      ],
      [
        "oss@2.4",
        "role=data_plane\ndatabase=off\ncluster_control_plane=cp.x:8005\ncluster_cert=/a.crt\ncluster_cert_key=/a.key\n",
        "1 warning cluster/data-plane-trust",
      ],
      [
        "enterprise@2.3",
        "KONG_ROLE=data_plane\nKONG_DATABASE=off\nKONG_CLUSTER_CONTROL_PLANE=cp.x:8005\nKONG_CLUSTER_TELEMETRY_ENDPOINT=cp.x:8006\nKONG_CLUSTER_CERT=/a.crt\nKONG_CLUSTER_CERT_KEY=/a.key\n",
        "1 warning cluster/data-plane-trust",
      ],
      [
        "enterprise@3.4",
        "role=data_plane\ndatabase=off\ncluster_control_plane=cp.x:8005\ncluster_cert=/a.crt\ncluster_cert_key=/a.key\n",
        "3 warning cluster/control-plane-address",
      ],
      [
        "oss@3.4",
        "role=data_plane\ndatabase=off\ncluster_control_plane=cp.x:8005\ncluster_cert=/tls/a.crt\ncluster_cert_key=/tls/a.crt\n",
        "5 info tls/certificate-as-key",
      ],
      [
        "oss@2.8",
        "KONG_ROLE=control_plane\nKONG_DATABASE=off\nKONG_CLUSTER_CERT=/a.crt\nKONG_CLUSTER_CERT_KEY=/a.key\n",
        "2 error cluster/hybrid-requirements",
      ],
    ],
    silent: [
      [
        "oss@2.6",
        "role=data_plane\ndatabase=off\ncluster_control_plane=cp.x:8005\ncluster_cert=/a.crt\ncluster_cert_key=/a.key\n",
        /lua_ssl_trusted_certificate/i,
      ],
      [
        "enterprise@2.8",
        "role=data_plane\ndatabase=off\ncluster_control_plane=cp.x:8005\ncluster_telemetry_endpoint=cp.x:8006\ncluster_cert=/a.pem\ncluster_cert_key=/a.pem\n",
        /same/i,
      ],
      [
        "enterprise@3.6",
        "KONG_ROLE=data_plane\nKONG_DATABASE=off\nKONG_VITALS=on\nKONG_CLUSTER_CONTROL_PLANE=cp.x:8005\nKONG_CLUSTER_TELEMETRY_ENDPOINT=cp.x:8006\nKONG_CLUSTER_CERT=/a.crt\nKONG_CLUSTER_CERT_KEY=/a.key\n",
        /vitals.{0,30}(effect|remove)/i,
      ],
    ],
  },
  Konnect: {
    told: [
      [
        "enterprise@3.6",
        "role = data_plane\ndatabase = off\ncluster_cert=/a.crt\ncluster_cert_key=/a.key\ncluster_control_plane = x1.eu.cp0.konghq.com\ncluster_telemetry_endpoint = x1.eu.cp0.konghq.com:443\n",
        "5 error cluster/control-plane-address",
      ],
      [
        "enterprise@3.6",
        "role = data_plane\ndatabase = off\ncluster_cert=/a.crt\ncluster_cert_key=/a.key\ncluster_control_plane = x1.eu.cp0.konghq.com\ncluster_telemetry_endpoint = x1.eu.cp0.konghq.com:443\n",
        "6 warning cluster/control-plane-address",
      ],
      [
        "enterprise@3.4",
        "KONG_ROLE=data_plane\nKONG_DATABASE=off\nKONG_CLUSTER_CERT=/a.crt\nKONG_CLUSTER_CERT_KEY=/a.key\nKONG_CLUSTER_CONTROL_PLANE=x1.us.cp0.konghq.com:8005\nKONG_CLUSTER_TELEMETRY_ENDPOINT=https://x1.us.tp0.konghq.com:443\n",
        "5 warning cluster/control-plane-address",
      ],
      [
        "enterprise@3.4",
        "KONG_ROLE=data_plane\nKONG_DATABASE=off\nKONG_CLUSTER_CERT=/a.crt\nKONG_CLUSTER_CERT_KEY=/a.key\nKONG_CLUSTER_CONTROL_PLANE=x1.us.cp0.konghq.com:8005\nKONG_CLUSTER_TELEMETRY_ENDPOINT=https://x1.us.tp0.konghq.com:443\n",
        "6 error cluster/control-plane-address",
      ],
      [
        "oss@3.9",
        "role = data_plane\ndatabase = off\ncluster_cert=/a.crt\ncluster_cert_key=/a.key\ncluster_control_plane = wss://x1.au.cp0.konghq.com:443\n",
        "5 error cluster/control-plane-address",
      ],
    ],
    silent: [
      [
        "enterprise@3.6",
        "role = data_plane\ndatabase = off\ncluster_cert=/a.crt\ncluster_cert_key=/a.key\ncluster_control_plane = x1.eu.cp0.konghq.com\ncluster_telemetry_endpoint = x1.eu.cp0.konghq.com:443\n",
        /8005|8006/i,
      ],
      [
        "oss@3.9",
        "role = data_plane\ndatabase = off\ncluster_cert=/a.crt\ncluster_cert_key=/a.key\ncluster_control_plane = wss://x1.au.cp0.konghq.com:443\n",
        /8005/i,
      ],
    ],
  },
  "every client trusted": {
    told: [
      ["oss@3.9", "KONG_TRUSTED_IPS=0.0.0.0/0\n", "1 warning security/trusted-ips-all"],
      ["oss@0.12", "trusted_ips = ::/0\n", "1 warning security/trusted-ips-all"],
      [
        "oss@3.9",
        "trusted_ips = 10.0.0.0/8,0.0.0.0/0\nreal_ip_recursive = on\n",
        "1 warning security/trusted-ips-all",
      ],
    ],
    silent: [
      [
        "oss@3.9",
        "trusted_ips = 10.0.0.0/8, 192.168.0.0/16\nreal_ip_header = X-Forwarded-For\n",
        /trusted_ips|forge/i,
      ],
    ],
  },
};
