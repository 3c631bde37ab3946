/** What Kong before 0.13 (Enterprise before 0.32) said about TLS of one listener, apart from its address. */
export interface TlsKeys {
  /** The listener that says it all today. */
  readonly listener: string;
  /** The address of its TLS port. */
  readonly address: string;
  /** Whether that port is open. */
  readonly tls: string | undefined;
  readonly http2: string | undefined;
}

/** The keys that the listeners of today have replaced. Those of the portal are on no page that is still public. */
export const tlsKeys: readonly TlsKeys[] = [
  { listener: "proxy_listen", address: "proxy_listen_ssl", tls: "ssl", http2: "http2" },
  { listener: "admin_listen", address: "admin_listen_ssl", tls: "admin_ssl", http2: "admin_http2" },
  { listener: "admin_gui_listen", address: "admin_gui_listen_ssl", tls: "admin_gui_ssl", http2: undefined },
  {
    listener: "portal_gui_listen",
    address: "portal_gui_listen_ssl",
    tls: "portal_gui_ssl",
    http2: undefined,
  },
  {
    listener: "portal_api_listen",
    address: "portal_api_listen_ssl",
    tls: "portal_api_ssl",
    http2: undefined,
  },
];
