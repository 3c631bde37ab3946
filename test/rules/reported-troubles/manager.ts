import type { Troubles } from "./troubles.ts";

/** With Kong Manager, the Admin API, and the Dev Portal. */
export const MANAGER_TROUBLES: Troubles = {
  "addresses of Kong Manager and the Admin API": {
    told: [
      [
        "enterprise@2.8",
        "KONG_ADMIN_GUI_URL=https://m.x.test:8445\nKONG_ADMIN_API_URI=http://a.x.test:8001\n",
        "2 warning enterprise/manager-api-address",
      ],
      [
        "oss@3.9",
        "admin_gui_url = https://m.x.test, https://n.x.test\nadmin_gui_api_url = http://a.x.test:8001\n",
        "2 warning enterprise/manager-api-address",
      ],
      [
        "enterprise@3.10",
        "admin_gui_url=https://m.x.test\nadmin_gui_api_url=https://\n",
        "2 warning enterprise/manager-api-address",
      ],
      ["oss@3.5", "KONG_ADMIN_GUI_API_URL=http://:8001\n", "1 warning enterprise/manager-api-address"],
      [
        "oss@3.4.1",
        "admin_listen = off\nadmin_gui_listen = 0.0.0.0:8002, 0.0.0.0:8445 ssl\n",
        "2 warning listen/admin-gui-without-admin",
      ],
      [
        "oss@3.5",
        "KONG_ADMIN_LISTEN=off\nKONG_ADMIN_GUI_LISTEN=0.0.0.0:8002\n",
        "2 warning listen/admin-gui-without-admin",
      ],
      [
        "enterprise@3.6",
        "admin_gui_url = https://m.x.test/manager\nadmin_gui_path = /mgr\n",
        "1 warning schema/admin-gui-path",
      ],
      [
        "enterprise@2.8",
        "portal = on\nportal_gui_host = p.x.test:8003\nportal_api_url = http://p.x.test:8001\n",
        "3 info enterprise/manager-api-address",
      ],
      [
        "enterprise@1.5",
        "KONG_PORTAL=on\nKONG_PORTAL_GUI_HOST=p.x.test\nKONG_PORTAL_API_URL=https://p.x.test:8444\n",
        "3 info enterprise/manager-api-address",
      ],
      ["enterprise@3.4", "KONG_ADMIN_API_URI=https://a.x.test\n", "1 warning deprecated/renamed-property"],
    ],
    silent: [
      [
        "oss@3.4.1",
        "admin_listen = off\nadmin_gui_listen = 0.0.0.0:8002, 0.0.0.0:8445 ssl\n",
        /leaves.{0,20}out/i,
      ],
      [
        "enterprise@3.6",
        "admin_gui_url = https://m.x.test\nadmin_gui_api_url = https://a.x.test\n",
        /block|https|host/i,
      ],
      [
        "oss@3.7",
        "KONG_ADMIN_GUI_URL=http://m.x.test:8002\nKONG_ADMIN_GUI_API_URL=http://m.x.test:8001\n",
        /password|session cookie|block/i,
      ],
    ],
  },
  "logging in to Kong Manager": {
    told: [
      [
        "enterprise@3.4",
        'enforce_rbac = on\nadmin_gui_auth = basic-auth\nadmin_gui_session_conf = {"secret":"Quiet-Harbour-1","cookie_secure":true}\nadmin_gui_url = http://10.1.2.3:8002\n',
        "3 warning security/session-cookie",
      ],
      [
        "enterprise@2.1",
        'KONG_ENFORCE_RBAC=on\nKONG_ADMIN_GUI_AUTH=ldap-auth-advanced\nKONG_ADMIN_GUI_AUTH_CONF={"ldap_host":"l.x.test"}\nKONG_ADMIN_GUI_SESSION_CONF={"secret":"Quiet-Harbour-1","storage":"kong"}\nKONG_ADMIN_GUI_URL=http://m.x.test:8002\n',
        "4 warning security/session-cookie",
      ],
      [
        "enterprise@2.8",
        'enforce_rbac = on\nadmin_gui_auth = openid-connect\nadmin_gui_auth_conf = {"issuer":"https://i.x.test/","admin_claim":"email"}\n',
        "2 warning enterprise/auth-prerequisites",
      ],
      [
        "enterprise@3.9",
        'KONG_ENFORCE_RBAC=on\nKONG_ADMIN_GUI_AUTH=openid-connect\nKONG_ADMIN_GUI_AUTH_CONF={"issuer":"https://i.x.test/","consumer_claim":["sub"]}\n',
        "3 info enterprise/auth-prerequisites",
      ],
      [
        "enterprise@3.4",
        "enforce_rbac = on\nadmin_gui_auth = basic-auth\nadmin_gui_session_conf = {“secret”:“abcd”}\n",
        "3 error schema/json-value",
      ],
      [
        "enterprise@2.6",
        'KONG_ENFORCE_RBAC=on\nKONG_ADMIN_GUI_AUTH=basic-auth\nKONG_ADMIN_GUI_SESSION_CONF={\\"secret\\":\\"x\\"}\n',
        "3 error schema/json-value",
      ],
    ],
    silent: [
      [
        "enterprise@2.8",
        'enforce_rbac = on\nadmin_gui_auth = basic-auth\nadmin_gui_session_conf = {"secret":"Quiet-Harbour-1","cookie_secure":false}\nadmin_gui_url = http://m.x.test:8002\n',
        /never returns/i,
      ],
      [
        "enterprise@2.8",
        'enforce_rbac = on\nadmin_gui_auth = basic-auth\nadmin_gui_session_conf = {"secret":"Quiet-Harbour-1"}\nadmin_gui_url = http://localhost:8002\n',
        /cookie_secure|never returns/i,
      ],
      [
        "enterprise@3.7",
        'enforce_rbac = on\nadmin_gui_auth = openid-connect\nadmin_gui_auth_conf = {"issuer":"https://i.x.test/","admin_claim":"email"}\n',
        /admin_gui_session_conf/i,
      ],
    ],
  },
  "Dev Portal, mail, and Vitals": {
    told: [
      ["enterprise@3.0", "vitals = on\nvitals_strategy = influxdb\n", "2 warning enterprise/vitals-strategy"],
      [
        "enterprise@1.5",
        "KONG_VITALS_STRATEGY=prometheus\nKONG_VITALS_STATSD_ADDRESS=s.x:9125\n",
        "1 warning enterprise/vitals-strategy",
      ],
      [
        "enterprise@2.3",
        "portal = on\nportal_gui_host = https://p.x.test:8446\n",
        "2 error enterprise/portal-required",
      ],
      ["enterprise@3.4", "smtp_host = s.x.test\nsmtp_mock = on\n", "2 warning enterprise/smtp"],
      ["oss@2.8", "KONG_PORTAL=on\nKONG_SMTP_HOST=s.x\n", "1 error schema/enterprise-only-property"],
      ["oss@2.8", "KONG_PORTAL=on\nKONG_SMTP_HOST=s.x\n", "2 error schema/enterprise-only-property"],
    ],
    silent: [],
  },
};
