import type { Palette } from "./terminal-html.ts";

/** The colours that terminals come with, black first; a bold text takes the bright kind where `boldIsBright`. */
export const terminalPalettes = {
  "VS Code, light": {
    background: "#ffffff",
    foreground: "#333333",
    colors: ["#000000", "#cd3131", "#107c10", "#949800", "#0451a5", "#bc05bc", "#0598bc", "#555555"],
    bright: ["#666666", "#cd3131", "#14ce14", "#b5ba00", "#0451a5", "#bc05bc", "#0598bc", "#a5a5a5"],
    boldIsBright: true,
  },
  "VS Code, dark": {
    background: "#1e1e1e",
    foreground: "#cccccc",
    colors: ["#000000", "#cd3131", "#0dbc79", "#e5e510", "#2472c8", "#bc3fbc", "#11a8cd", "#e5e5e5"],
    bright: ["#666666", "#f14c4c", "#23d18b", "#f5f543", "#3b8eea", "#d670d6", "#29b8db", "#e5e5e5"],
    boldIsBright: true,
  },
  "GNOME, light": {
    background: "#ffffff",
    foreground: "#1e1e1e",
    colors: ["#171421", "#c01c28", "#26a269", "#a2734c", "#12488b", "#a347ba", "#2aa1b3", "#d0cfcc"],
    bright: ["#5e5c64", "#f66151", "#33da7a", "#e9ad0c", "#2a7bde", "#c061cb", "#33c7de", "#ffffff"],
    boldIsBright: false,
  },
  "GNOME, dark": {
    background: "#1e1e1e",
    foreground: "#ffffff",
    colors: ["#171421", "#c01c28", "#26a269", "#a2734c", "#12488b", "#a347ba", "#2aa1b3", "#d0cfcc"],
    bright: ["#5e5c64", "#f66151", "#33da7a", "#e9ad0c", "#2a7bde", "#c061cb", "#33c7de", "#ffffff"],
    boldIsBright: true,
  },
  "Windows, light": {
    background: "#fafafa",
    foreground: "#383a42",
    colors: ["#383a42", "#e45649", "#50a14f", "#c18301", "#0184bc", "#a626a4", "#0997b3", "#fafafa"],
    bright: ["#4f525d", "#df6c75", "#98c379", "#e4c07a", "#61afef", "#c577dd", "#56b5c1", "#ffffff"],
    boldIsBright: true,
  },
  "Windows, dark": {
    background: "#0c0c0c",
    foreground: "#cccccc",
    colors: ["#0c0c0c", "#c50f1f", "#13a10e", "#c19c00", "#0037da", "#881798", "#3a96dd", "#cccccc"],
    bright: ["#767676", "#e74856", "#16c60c", "#f9f1a5", "#3b78ff", "#b4009e", "#61d6d6", "#f2f2f2"],
    boldIsBright: true,
  },
} as const satisfies Readonly<Record<string, Palette>>;
