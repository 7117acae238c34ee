declare module '*.wasm?url' {
  const url: string;
  export default url;
}

interface ImportMeta {
  /** Files built in by Vite, by path. */
  glob(pattern: string, options: { eager: true; import: 'default' }): Record<string, unknown>;
}
