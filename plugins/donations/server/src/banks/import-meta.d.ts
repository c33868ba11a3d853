/** The bundler and the test runner put the named modules here when they build. */
interface ImportMeta {
  glob<Module>(
    pattern: string,
    options: { readonly eager: true },
  ): Readonly<Record<string, Module>>;
}
