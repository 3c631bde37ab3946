import type { SourceTree } from "../../../tools/collect/source-tree.ts";

/** A tree of texts, for what reads a repository. */
export function treeOf(files: Readonly<Record<string, string>>, name = "test"): SourceTree {
  return {
    name,
    read: (path) => files[path],
    list: (folder) =>
      Object.keys(files)
        .filter((path) => path.startsWith(`${folder}/`))
        .sort(),
  };
}

/** The source of a Kong that never was, written for the tests in the form of the real one since 3.6. */
export const madeUpKong: Readonly<Record<string, string>> = {
  "kong/meta.lua": `
local version = setmetatable({ major = 9, minor = 1, patch = 0 }, {})
return { _VERSION_TABLE = version, _DEPENDENCIES = { nginx = { "1.25.3.1", "1.29.2.5" } } }
`,
  "kong/constants.lua": `
local plugins = { "cors", "acl" }
local vaults = { "env" }
local constants = { HEADERS = { VIA = "Via" } }
return constants
`,
  "kong/templates/kong_defaults.lua": `return [[
prefix = /opt/kong
log_level = notice
proxy_listen = 0.0.0.0:8000
trusted = NONE
token =
limit = 10
old_limit = NONE
headers = Via
nginx_http_gzip = on
]]
`,
  "kong/conf_loader/constants.lua": `
local type = type
local lower = string.lower
local HEADERS = require("kong.constants").HEADERS
local EMPTY = require("kong.tools.table").EMPTY

local HEADER_NAMES = { ["all"] = "all", [lower(HEADERS.VIA)] = HEADERS.VIA }

local DYNAMIC_KEY_NAMESPACES = {
  { injected_conf_name = "nginx_http_directives", prefix = "nginx_http_", ignore = { gunzip = true } },
  { prefix = "vault_", ignore = EMPTY },
}

local CONF_PARSERS = {
  proxy_listen = { typ = "array" },
  headers = { typ = "array" },
  trusted = { typ = "boolean" },
  limit = { typ = "number" },
  old_limit = {
    typ = "number",
    alias = { replacement = "limit" },
    deprecated = { replacement = "limit", alias = function(conf) conf.limit = conf.old_limit end },
  },
  log_level = { enum = { "notice", "warn" }, deprecated = { value = "warn" } },
  gone = { typ = "string" },
}

local CONF_SENSITIVE = { token = true, ["$refs"] = true }

return {
  DYNAMIC_KEY_NAMESPACES = DYNAMIC_KEY_NAMESPACES,
  CONF_PARSERS = CONF_PARSERS,
  HEADER_NAMES = HEADER_NAMES,
}
`,
  "kong/tools/table.lua": `
local _M = {}
_M.EMPTY = require("pl.tablex").readonly({})
return _M
`,
  "kong/conf_loader/listeners.lua": `
local subsystem_flags = { http = { "ssl", "backlog=%d+", "so_keepalive=%w*:%w*:%d*" } }
return {}
`,
  "kong/conf_loader/parse.lua": `
local conf_constants = require "kong.conf_loader.constants"
local floor = math.floor
local function check(conf)
  local errors = {}
  if conf.limit < 1 or conf.limit > 1000 or conf.limit ~= floor(conf.limit) then
    errors[#errors + 1] = "limit"
  end
  if conf.trusted then
    if conf.log_level == "warn" then
      errors[#errors + 1] = "only while trusted"
    end
  end
  if conf.headers then
    for _, token in ipairs(conf.headers) do
      if token ~= "off" and not conf_constants.HEADER_NAMES[string.lower(token)] then
        errors[#errors + 1] = "headers"
      end
    end
  end
  for _, instrument in ipairs(conf.instruments) do
    if not require("kong.elsewhere").known[instrument] then
      errors[#errors + 1] = "instruments"
    end
  end
end
return check
`,
  "kong/conf_loader/init.lua": `
local listeners = require "kong.conf_loader.listeners"
local function load(conf)
  return listeners.parse(conf, { { name = "proxy_listen", subsystem = "http" } })
end
return load
`,
  "kong.conf.default": `
# -----------------------
# GENERAL
# -----------------------

#prefix = /usr/local/kong/       # Where everything lies.
                                 #
                                 # An example: prefix = /srv
#log_level = notice              # How much is told.
#limit = 10
#trusted =                       # Nothing by default.
#headers = via

#----------------
# LISTENERS
#----------------

 #proxy_listen = 0.0.0.0:8000
#only_documented = 5s
`,
};

/** The developer portal's pages about Enterprise lines that never were. */
export const madeUpPortal: Readonly<Record<string, string>> = {
  "app/_data/kong-conf/9.0.json": JSON.stringify({
    sections: [],
    params: {
      prefix: { defaultValue: "/opt/kong", description: "", sectionTitle: "GENERAL" },
      portal: { defaultValue: "off", description: "", sectionTitle: "PORTAL" },
      known_text: { defaultValue: null, description: "", sectionTitle: "GENERAL" },
    },
  }),
  "app/_data/kong-conf/9.1.json": JSON.stringify({
    sections: [],
    params: {
      prefix: { defaultValue: "/usr/local/kong/", description: "", sectionTitle: "GENERAL" },
      headers: { defaultValue: ["via"], description: "", sectionTitle: "GENERAL" },
      log_level: {
        defaultValue: "notice",
        description:
          "Accepted values: `notice`, `warn`, or\n`quiet` (deprecated):\n\n- `quiet`: says nothing\n",
        sectionTitle: "GENERAL",
      },
      known_text: { defaultValue: null, description: "", sectionTitle: "GENERAL" },
      new_text: { defaultValue: null, description: "", sectionTitle: "GENERAL" },
      new_switch: { defaultValue: "on", description: "", sectionTitle: "GENERAL" },
      new_number: { defaultValue: "5", description: "", sectionTitle: "GENERAL" },
      new_choice: {
        defaultValue: "fast",
        description:
          "How it goes.\n\nAccepted values are:\n- `fast`: the default\n  of all\n- `slow`: the other\n",
        sectionTitle: "GENERAL",
      },
      admin_password: { defaultValue: null, description: "", sectionTitle: "GENERAL" },
      debug_listen: { defaultValue: ["off"], description: "", sectionTitle: "LISTENERS" },
      vault_hcv_token: { defaultValue: null, description: "", sectionTitle: "VAULTS" },
    },
  }),
  "app/_data/changelogs/gateway.json": JSON.stringify({
    "9.1.0.0": { "kong-ee": [{ message: "Bumped OpenResty from 1.29.2.5 to 1.31.1.1" }] },
    "9.1.0.2": { "kong-ee": [{ message: "Fixed CVE-2099-12345" }] },
    "9.0.0": { kong: [{ message: "Fixed CVE-2099-11111" }] },
  }),
  "app/_data/support/gateway.yml": `
- release: "9.1"
  release_date: "2099-01-02"
  eol: "2100-XX-XX"
- release: "9.0"
  lts: true
  release_date: "2098-01-02"
  eol: "2099-01-02"
  sunset: "2100-01-02"
`,
  "app/_kong_plugins/acl/index.md": "---\npublisher: kong-inc\nmin_version:\n  gateway: '1.0'\n---\n",
  "app/_kong_plugins/newest/index.md":
    "---\npublisher: kong-inc\ntier: enterprise\nmin_version:\n  gateway: '9.2'\n---\n",
  "app/_kong_plugins/foreign/index.md":
    "---\npublisher: someone\nthird_party: true\nmin_version:\n  gateway: '1.0'\n---\n",
};
